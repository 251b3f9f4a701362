import type { PostpaidActivation } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Phone } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Addons } from "./addons.tsx";
import { BillLines } from "./bill-lines.tsx";
import { CancelPlan } from "./cancel-plan.tsx";
import { PoolCard } from "./pool-card.tsx";
import { SecondaryNumbers } from "./secondary-numbers.tsx";

/** A plan with its pool, numbers, extra data and what it costs so far. */
export function ActivationView({ activation }: { activation: PostpaidActivation }) {
  const { t } = useTranslation();
  const isActive = activation.status === "active";
  return (
    <>
      <section className="flex items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold">{activation.planName}</h2>
          <p className="text-muted-foreground text-sm">
            <Phone number={activation.phoneNumber} />
          </p>
        </div>
        <Badge tone={isActive ? "positive" : "negative"}>{t(`postpaid.status.${activation.status}`)}</Badge>
      </section>
      {activation.status === "suspended" && (
        <p role="status" className="rounded-control bg-negative-soft px-3 py-2 text-negative text-sm">
          {t(activation.suspendedFor === "overdue" ? "postpaid.overdueNote" : "postpaid.staffNote")}
        </p>
      )}
      <PoolCard activation={activation} />
      <SecondaryNumbers activation={activation} />
      <Addons activation={activation} />
      <Estimate activation={activation} />
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="quiet">
          <Link to="/postpaid/plans">{t("postpaid.another")}</Link>
        </Button>
        {activation.cycle && <CancelPlan activation={activation} />}
      </div>
    </>
  );
}

function Estimate({ activation: { estimate } }: { activation: PostpaidActivation }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  return (
    <Card className="grid gap-4">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold">{t("postpaid.estimate")}</h2>
          {estimate && (
            <p className="text-muted-foreground text-sm">
              {t("postpaid.estimateText", { at: date(estimate.cycleEndsAt) })}
            </p>
          )}
        </div>
        <Button asChild size="sm" className="h-10">
          <Link to="/postpaid/bills">{t("postpaid.allBills")}</Link>
        </Button>
      </div>
      {estimate && <BillLines of={estimate} />}
    </Card>
  );
}
