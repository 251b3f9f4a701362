import type { PublicPlan } from "@nexa/contracts";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";

/** What a plan gives, in words. */
export function usePlanFacts() {
  const { t } = useTranslation();
  const { volume } = useFormats();
  return {
    totalData: (plan: PublicPlan) => {
      if (plan.dataAllowanceBytes !== null) return volume(plan.dataAllowanceBytes);
      return plan.dailyDataLimitBytes === null ? t("plans.noData") : t("plans.unlimited");
    },
    validity: (plan: PublicPlan) => t("plans.days", { count: plan.validityDays }),
    /** A top-up that names no minutes has none; a plan that names none counts none. */
    calls: (plan: PublicPlan) => {
      if (plan.talktimeMinutes !== null) return t("plans.minutes", { count: plan.talktimeMinutes });
      return plan.isTopup ? null : t("plans.unlimited");
    },
    sms: (plan: PublicPlan) => {
      if (plan.smsCount !== null) return t("plans.messages", { count: plan.smsCount });
      return plan.isTopup ? null : t("plans.unlimited");
    },
  };
}
