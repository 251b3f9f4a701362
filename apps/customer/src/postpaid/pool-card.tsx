import { failureOf } from "@nexa/client";
import type { GetSharedUsageOutput, PostpaidActivation } from "@nexa/contracts";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";

const COLORS = ["bg-(--chart-1)", "bg-(--chart-2)", "bg-(--chart-3)", "bg-(--chart-4)", "bg-(--chart-5)"];

/** The shared data of the cycle: what is left, and how much each number took. */
export function PoolCard({ activation }: { activation: PostpaidActivation }) {
  const found = useQuery(api.postpaid.getUsage.queryOptions({ activationId: activation.id }));
  if (found.isError) return <ErrorState failure={failureOf(found.error)} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton className="h-56 rounded-card" />;
  return <Pool activation={activation} usage={found.data} />;
}

type Part = { id: string; name: string; bytes: number; color: string };

/** Numbers that left during the cycle, or joined before with another plan, leave a rest. */
function usePartsOf({ own, members, pool }: GetSharedUsageOutput): Part[] {
  const { t } = useTranslation();
  const named = [
    { id: "own", name: t("postpaid.own"), bytes: own.data },
    ...members.map(({ secondaryId, phoneNumber, label, use }) => ({
      ...{ id: secondaryId, name: label ?? groupPhone(phoneNumber), bytes: use.data },
    })),
  ];
  const rest = (pool?.data.used ?? 0) - named.reduce((sum, { bytes }) => sum + bytes, 0);
  const all = rest > 0 ? [...named, { id: "rest", name: t("postpaid.restUsed"), bytes: rest }] : named;
  return all.map((part, index) => ({ ...part, color: COLORS[index % COLORS.length] ?? "bg-brand" }));
}

function Pool({ activation, usage }: { activation: PostpaidActivation; usage: GetSharedUsageOutput }) {
  const { t } = useTranslation();
  const { date, money, volume } = useFormats();
  const parts = usePartsOf(usage);
  const { cycle, pool, overageBytes } = usage;
  if (!cycle || !pool) return null;
  const { allowance, remaining, used } = pool.data;
  const whole = Math.max(allowance ?? 0, used, 1);
  return (
    <Card className="grid gap-4">
      <div>
        <h2 className="font-semibold">{t("postpaid.shared")}</h2>
        <p className="tabular text-2xl">
          {allowance === null || remaining === null
            ? t("postpaid.unlimited")
            : t("postpaid.left", { left: volume(remaining), all: volume(allowance) })}
        </p>
        <p className="text-muted-foreground text-sm">
          {t("postpaid.cycle", { at: date(cycle.endsAt) })} · {t("postpaid.daysLeft", { count: cycle.daysLeft })}
        </p>
      </div>
      <div aria-hidden className="flex h-3 gap-px overflow-hidden rounded-full bg-muted">
        {parts.map(({ id, bytes, color }) => (
          <span key={id} className={color} style={{ width: `${(bytes / whole) * 100}%` }} />
        ))}
      </div>
      <ul className="grid gap-2 text-sm">
        {parts.map(({ id, name, bytes, color }) => (
          <li key={id} className="flex items-center gap-2">
            <span aria-hidden className={`size-3 shrink-0 rounded-full ${color}`} />
            <span className="grow">{name}</span>
            <span className="tabular">{volume(bytes)}</span>
          </li>
        ))}
      </ul>
      {overageBytes !== null && overageBytes > 0 && (
        <p className="text-sm text-warning">
          {t("postpaid.overage", {
            volume: volume(overageBytes),
            price: money(activation.overagePricePerGbMinor ?? 0),
          })}
        </p>
      )}
    </Card>
  );
}
