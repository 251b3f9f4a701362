import type { ActiveSubscription, Subscription } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { Link } from "@tanstack/react-router";
import { Zap } from "lucide-react";
import { useTranslation } from "react-i18next";
import { lengthOf } from "./lay-out.ts";
import { useNow } from "./use-now.ts";

/** What runs on the line now: the plan, how far it is, and the top-ups beside it. */
export function RunningPlan({ items }: { items: readonly ActiveSubscription[] }) {
  const { t } = useTranslation();
  const base = items.find(({ isTopup }) => !isTopup);
  const topups = items.flatMap((item) => (item.isTopup ? [item] : item.topups));
  if (items.length === 0) {
    return (
      <EmptyState
        icon={Zap}
        title={t("queue.nothingRuns")}
        text={t("queue.nothingRunsText")}
        action={
          <Button asChild variant="primary">
            <Link to="/plans">{t("queue.browse")}</Link>
          </Button>
        }
      />
    );
  }
  return (
    <Card className="grid gap-3">
      <h2 className="text-muted-foreground text-sm">{t("queue.running")}</h2>
      {base && <Running plan={base} />}
      {topups.length > 0 && (
        <div className="grid gap-1 text-sm">
          <h3 className="font-medium">{t("queue.topups")}</h3>
          <ul className="grid gap-1">
            {topups.map((topup) => (
              <Topup key={topup.id} topup={topup} />
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function Running({ plan }: { plan: Subscription }) {
  const { t } = useTranslation();
  const { date, volume } = useFormats();
  const now = useNow().getTime();
  const left = Math.max(0, new Date(plan.endsAt).getTime() - now);
  const share = Math.min(100, Math.max(0, 100 - (left / lengthOf(plan)) * 100));
  const days = Math.floor(left / 86_400_000);
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-semibold text-lg">{plan.planName}</span>
        <span className="tabular text-sm">{days > 0 ? t("queue.left", { count: days }) : t("queue.lessThanDay")}</span>
      </p>
      <span aria-hidden className="block h-2 overflow-hidden rounded-full bg-muted">
        <span className="block h-full rounded-full bg-brand" style={{ width: `${share}%` }} />
      </span>
      <p className="tabular flex flex-wrap justify-between gap-x-3 text-muted-foreground text-sm">
        <span>{t("queue.until", { date: date(plan.endsAt) })}</span>
        {plan.dataBalanceBytes !== null && (
          <span>{t("queue.dataLeft", { amount: volume(plan.dataBalanceBytes) })}</span>
        )}
      </p>
    </div>
  );
}

function Topup({ topup }: { topup: Subscription }) {
  const { t } = useTranslation();
  const { date, volume } = useFormats();
  return (
    <li className="tabular flex flex-wrap justify-between gap-x-3">
      <span>
        {topup.planName}
        {topup.dataBalanceBytes !== null && `, ${t("queue.dataLeft", { amount: volume(topup.dataBalanceBytes) })}`}
      </span>
      <span className="text-muted-foreground">{t("queue.until", { date: date(topup.endsAt) })}</span>
    </li>
  );
}
