import type { PublicPlan } from "@nexa/contracts";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";

type Facts = Pick<
  PublicPlan,
  "validityDays" | "dataAllowanceBytes" | "dailyDataLimitBytes" | "talktimeMinutes" | "smsCount"
>;

/** 28 days · 1.5 GB a day: what a plan gives, in one line. */
export function PlanFacts({ plan }: { plan: Facts }) {
  const { t } = useTranslation();
  const { volume } = useFormats();
  const { dailyDataLimitBytes: daily, dataAllowanceBytes: data, talktimeMinutes: minutes, smsCount } = plan;
  const parts = [
    t("recharge.plan.days", { count: plan.validityDays }),
    daily ? t("recharge.plan.perDay", { volume: volume(daily) }) : data ? volume(data) : null,
    minutes ? t("recharge.plan.calls", { count: minutes }) : null,
    !daily && !data && smsCount ? t("recharge.plan.sms", { count: smsCount }) : null,
  ];
  return <span className="tabular text-muted-foreground text-sm">{parts.filter(Boolean).join(" · ")}</span>;
}
