import { failureOf } from "@nexa/client";
import type { Line } from "@nexa/contracts";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { layFrom } from "./lay-out.ts";

/** The registered number's answer also names what was paid for other people, so no line is named for it. */
export function lineChoice(line: Line): { lineId?: string } {
  return line.isRegistered ? {} : { lineId: line.id };
}

export function useQueue(line: Line) {
  const active = useQuery(api.subscriptions.listActive.queryOptions(lineChoice(line)));
  const queue = useQuery(api.subscriptions.listQueue.queryOptions(lineChoice(line)));
  return { active, queue };
}

/** After a plan started or was cancelled: what may read differently now. */
export function useRefreshPlans() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(
      [
        api.subscriptions.pathKey(),
        api.usage.pathKey(),
        api.transactions.pathKey(),
        api.lines.list.pathKey(),
        api.recharge.quote.pathKey(),
      ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    );
}

/** Shows the new order at once, with the dates it gives, and takes it back where the server refuses. */
export function useReorder(line: Line) {
  const { t } = useTranslation();
  const text = useFailureText();
  const queryClient = useQueryClient();
  const { queryKey } = api.subscriptions.listQueue.queryOptions(lineChoice(line));
  return useMutation(
    api.subscriptions.reorderQueue.mutationOptions({
      onMutate: async ({ subscriptionIds }) => {
        await queryClient.cancelQueries({ queryKey });
        const before = queryClient.getQueryData(queryKey);
        const [first] = before?.items ?? [];
        if (!before || !first) return { before };
        const items = subscriptionIds.flatMap((id) => before.items.find((plan) => plan.id === id) ?? []);
        queryClient.setQueryData(queryKey, { ...before, items: layFrom(first.startsAt, items) });
        return { before };
      },
      onError: (error, _input, context) => {
        if (context?.before) queryClient.setQueryData(queryKey, context.before);
        toast.error(text(failureOf(error)));
        void queryClient.invalidateQueries({ queryKey });
      },
      onSuccess: ({ items }) => {
        queryClient.setQueryData(queryKey, (before) => before && { ...before, items });
        void queryClient.invalidateQueries({ queryKey: api.lines.list.pathKey() });
        toast.success(t("queue.moved"));
      },
    }),
  );
}
