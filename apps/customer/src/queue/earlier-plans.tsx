import { pagesOf } from "@nexa/client";
import type { Line } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";

const PAGE = 20;

/** Plans that ended or were cancelled on this number, newest first. */
export function EarlierPlans({ line }: { line: Line }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const history = useInfiniteQuery(
    pagesOf([...api.subscriptions.listHistory.pathKey(), line.id], (page) =>
      client.subscriptions.listHistory.query({ lineId: line.id, limit: PAGE, ...page }),
    ),
  );
  const ended = (history.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ status }) => status === "expired" || status === "cancelled");
  if (ended.length === 0 && !history.hasNextPage) return null;
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold text-lg">{t("queue.earlier")}</h2>
      <ul className="divide-y rounded-card border bg-card px-4 text-sm shadow-card">
        {ended.map((plan) => (
          <li key={plan.id} className="flex flex-wrap justify-between gap-x-3 py-3">
            <span>
              <span className="block font-medium">{plan.planName}</span>
              <span className="tabular text-muted-foreground">
                {t("queue.span", { from: day(plan.startsAt), until: day(plan.endsAt) })}
              </span>
            </span>
            <span className="text-muted-foreground">{t(`queue.ended.${plan.status}`)}</span>
          </li>
        ))}
      </ul>
      {history.hasNextPage && (
        <Button
          className="justify-self-center"
          isBusy={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t("queue.more")}
        </Button>
      )}
    </section>
  );
}
