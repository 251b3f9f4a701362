import type { GetDashboardOutput } from "@nexa/contracts";
import { BarList } from "@nexa/ui/charts/bar-list.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

const FUNNEL = ["codes", "joined", "completed", "rewarded", "discountsUsed"] as const;

/** What the figures consist of: plans, ways of paying, kinds of sale, referrals, deliveries and dues. */
export function Breakdown({ figures }: { figures: GetDashboardOutput }) {
  const { t } = useTranslation();
  const { money, number } = useFormats();
  const sold = (id: string, label: string, netMinor: number) => ({ id, label, value: netMinor, text: money(netMinor) });
  return (
    <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
      <Part title={t("dashboard.topPlans")}>
        <BarList
          items={figures.topPlans.map(({ planId, planName, netMinor }) =>
            sold(planId ?? "none", planName ?? t("dashboard.noPlan"), netMinor),
          )}
        />
      </Part>
      <Part title={t("dashboard.methods")}>
        <BarList
          items={figures.byMethod.map(({ paymentMethod, netMinor }) =>
            sold(paymentMethod, t(`dashboard.method.${paymentMethod}`), netMinor),
          )}
        />
      </Part>
      <Part title={t("dashboard.types")}>
        <BarList
          items={figures.byType.map(({ type, netMinor }) => sold(type, t(`dashboard.type.${type}`), netMinor))}
        />
      </Part>
      <Part title={t("dashboard.referrals")}>
        <BarList
          items={FUNNEL.map((step) => ({
            id: step,
            label: t(`dashboard.funnel.${step}`),
            value: figures.referrals.current[step],
            text: number(figures.referrals.current[step]),
          }))}
        />
      </Part>
      <Deliveries figures={figures} />
      <Dues figures={figures} />
    </div>
  );
}

function Deliveries({ figures }: { figures: GetDashboardOutput }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  return (
    <Part title={t("dashboard.deliveries")}>
      <BarList
        items={figures.deliveries.byChannel.map(({ channel, deliveryPercent }) => ({
          id: channel,
          label: t(`dashboard.channel.${channel}`),
          value: deliveryPercent ?? 0,
          text: deliveryPercent === null ? "–" : percent(deliveryPercent / 100),
        }))}
      />
    </Part>
  );
}

function Dues({ figures }: { figures: GetDashboardOutput }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  if (figures.now === null) return null;
  return (
    <Part title={t("dashboard.dues")}>
      <BarList
        items={figures.now.dues.byAge.map(({ age, outstandingMinor }) => ({
          id: age,
          label: t(`dashboard.age.${age}`),
          value: outstandingMinor,
          text: money(outstandingMinor),
        }))}
      />
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <h2 className="mb-3 font-semibold text-base">{title}</h2>
      {children}
    </Card>
  );
}
