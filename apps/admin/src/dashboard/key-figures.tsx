import type { GetDashboardOutput } from "@nexa/contracts";
import { cn } from "@nexa/ui/class-names";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";

type Figure = { name: FigureName; text: string; change?: number | null };
type FigureName =
  | "net"
  | "orders"
  | "success"
  | "averageOrder"
  | "newCustomers"
  | "customers"
  | "arpu"
  | "churn"
  | "activePlans"
  | "queuedPlans"
  | "expiring"
  | "postpaid";

/** The figures of the range with their change on the one before, and what stands now. */
export function KeyFigures({ figures }: { figures: GetDashboardOutput }) {
  const { t } = useTranslation();
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-5 rounded-card border bg-card p-4 shadow-card sm:grid-cols-3 lg:grid-cols-6">
      {useKeyFigures(figures).map(({ name, text, change }) => (
        <div key={name}>
          <dt className="text-muted-foreground text-xs">{t(`dashboard.figures.${name}`)}</dt>
          <dd className="tabular font-semibold text-xl">{text}</dd>
          {change !== undefined && (
            <dd>
              <Change percent={change} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function useKeyFigures({ sales, customers, now }: GetDashboardOutput): Figure[] {
  const { money, number, percent } = useFormats();
  const share = (value: number | null) => (value === null ? "–" : percent(value / 100));
  const amount = (minor: number | null) => (minor === null ? "–" : money(minor));
  const count = (value: number | undefined) => (value === undefined ? "–" : number(value));
  const { current, changePercent } = sales;
  return [
    { name: "net", text: money(current.netMinor), change: changePercent.net },
    { name: "orders", text: number(current.delivered), change: changePercent.delivered },
    { name: "success", text: share(current.successPercent) },
    { name: "averageOrder", text: amount(current.averageOrderMinor), change: changePercent.averageOrder },
    { name: "newCustomers", text: number(customers.current.registered), change: customers.changePercent.registered },
    { name: "customers", text: number(customers.current.total), change: customers.changePercent.total },
    { name: "arpu", text: amount(customers.current.arpuMinor), change: customers.changePercent.arpu },
    { name: "churn", text: share(customers.current.churnPercent) },
    { name: "activePlans", text: count(now?.activePlans) },
    { name: "queuedPlans", text: count(now?.queuedPlans) },
    { name: "expiring", text: count(now?.expiringWithin7Days) },
    { name: "postpaid", text: count(now?.activePostpaid) },
  ];
}

function Change({ percent }: { percent: number | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (percent === null) return <span className="text-muted-foreground text-xs">{t("dashboard.noComparison")}</span>;
  const sign = percent > 0 ? "+" : "";
  const tone = percent > 0 ? "text-positive" : percent < 0 ? "text-negative" : "text-muted-foreground";
  return <span className={cn("tabular text-xs", tone)}>{`${sign}${formats.percent(percent / 100)}`}</span>;
}
