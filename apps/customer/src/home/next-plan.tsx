import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";

/** The plan that starts when the running one ends; leads to the queue. */
export function NextPlan({ lineId }: { lineId: string }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const [next, ...later] = useQuery(api.subscriptions.listQueue.queryOptions({ lineId })).data?.items ?? [];
  if (!next) return null;
  return (
    <Link
      to="/queue"
      className="tabular -mx-2 flex min-h-10 items-center gap-1 rounded-control px-2 text-brand-strong hover:bg-muted"
    >
      <span className="grow">
        {t("home.next", { plan: next.planName, day: day(next.startsAt) })}{" "}
        {later.length > 0 && t("home.nextMore", { count: later.length })}
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0" />
    </Link>
  );
}
