import type { Subscription } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Phone } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CancelDialog } from "./cancel-dialog.tsx";

/** Plans paid for on numbers of other people: who paid may cancel what waits, and nothing else. */
export function OthersPlans(props: { active: readonly Subscription[]; waiting: readonly Subscription[] }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const [cancelling, setCancelling] = useState<Subscription | null>(null);
  const plans = [...props.active, ...props.waiting];
  if (plans.length === 0) return null;
  return (
    <section className="grid gap-3">
      <div>
        <h2 className="font-semibold text-lg">{t("queue.others")}</h2>
        <p className="text-muted-foreground text-sm">{t("queue.othersText")}</p>
      </div>
      <ul className="divide-y rounded-card border bg-card px-4 shadow-card">
        {plans.map((plan) => (
          <li key={plan.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3 text-sm">
            <span className="min-w-0 grow">
              <span className="block font-medium">{plan.planName}</span>
              <span className="tabular text-muted-foreground">
                <Phone number={plan.phoneNumber} />,{" "}
                {t("queue.span", { from: day(plan.startsAt), until: day(plan.endsAt) })}
              </span>
            </span>
            <Badge tone={plan.status === "active" ? "positive" : "neutral"}>{t(`queue.ended.${plan.status}`)}</Badge>
            {plan.status === "queued" && (
              <Button onClick={() => setCancelling(plan)} aria-label={`${t("queue.cancel")}: ${plan.planName}`}>
                {t("queue.cancel")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {cancelling && <CancelDialog plan={cancelling} onClose={() => setCancelling(null)} />}
    </section>
  );
}
