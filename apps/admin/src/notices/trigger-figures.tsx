import type { AutomatedNotificationStatsOutput } from "@nexa/contracts/notifications";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";
import { SimpleTable } from "../run/simple-table.tsx";

type Trigger = AutomatedNotificationStatsOutput["triggers"][number];

const LINK = "text-brand-strong underline decoration-brand-strong/40 underline-offset-4 hover:decoration-brand-strong";
const failedOf = ({ byChannel }: Trigger) => byChannel.reduce((sum, { failed }) => sum + failed, 0);

/** What the system sent by itself in the last 30 days, by what caused it. */
export function TriggerFigures() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const stats = useQuery(api.notifications.automatedStats.queryOptions({}));
  const columns = [
    {
      name: "type",
      header: t("notices.trigger"),
      cell: ({ type }: Trigger) => (
        <Link to="/notifications" search={{ view: "single", type }} className={LINK}>
          {t(`timeline.notice.${type}`)}
        </Link>
      ),
    },
    { name: "total", header: t("notices.figures.total"), isRight: true, cell: ({ total }: Trigger) => number(total) },
    { name: "read", header: t("notices.figures.read"), isRight: true, cell: ({ read }: Trigger) => number(read) },
    {
      name: "failed",
      header: t("notices.failedDeliveries"),
      isRight: true,
      cell: (row: Trigger) => number(failedOf(row)),
    },
    {
      name: "rate",
      header: t("notices.figures.rate"),
      isRight: true,
      cell: ({ deliveryRatePercent: rate }: Trigger) => (rate === null ? "–" : `${rate} %`),
    },
  ];
  return (
    <Loaded query={stats}>
      {({ triggers }) => (
        <div className="rounded-card border bg-card shadow-card">
          <SimpleTable
            label={t("notices.views.triggers")}
            rows={triggers}
            columns={columns}
            keyOf={({ type }) => type}
          />
        </div>
      )}
    </Loaded>
  );
}
