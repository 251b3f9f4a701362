import type { UsageHistoryDay } from "@nexa/contracts";
import { cn } from "@nexa/ui/class-names";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { noonOf } from "./usage-days.ts";

export type DailyLimit = { bytes: number; planName: string; since: string };

/** Room above the highest bar, so that the limit's line never lies on the edge. */
const HEADROOM = 1.08;

/** Data by day as bars, with the daily limit as a line over the days of the running plan. The table below says the same in words. */
export function UsageChart({ days, limit }: { days: readonly UsageHistoryDay[]; limit: DailyLimit | null }) {
  const { t } = useTranslation();
  const { volume, day } = useFormats();
  const [pointed, setPointed] = useState<UsageHistoryDay | null>(null);
  const total = days.reduce((sum, each) => sum + each.used.data, 0);
  const most = days.reduce((best, each) => (each.used.data > best.used.data ? each : best));
  const [first, last] = [days[0] ?? most, days.at(-1) ?? most];
  const highest = Math.max(most.used.data, limit?.bytes ?? 0, 1) * HEADROOM;
  const since = limit ? days.findIndex((each) => each.day >= limit.since) : -1;
  const name = (each: UsageHistoryDay) => day(noonOf(each.day));
  return (
    <figure className="grid gap-3">
      <figcaption className="grid grid-cols-3 gap-3 text-sm">
        <Figure label={t("activity.total")} value={volume(total)} />
        <Figure label={t("activity.average")} value={volume(total / days.length)} />
        <Figure
          label={pointed ? name(pointed) : t("activity.mostOn", { day: name(most) })}
          value={volume((pointed ?? most).used.data)}
        />
      </figcaption>
      <div
        role="img"
        aria-label={t("activity.chart", {
          ...{ from: name(first), until: name(last), total: volume(total) },
          ...{ day: name(most), most: volume(most.used.data) },
        })}
        onPointerLeave={() => setPointed(null)}
        className="relative flex h-44 items-stretch border-b"
      >
        {days.map((each) => (
          <span
            key={each.day}
            onPointerEnter={() => setPointed(each)}
            className={cn("flex grow basis-0 items-end px-px", pointed?.day === each.day && "bg-muted")}
          >
            <span
              className={cn(
                "block w-full rounded-t-sm",
                limit && each.day >= limit.since && each.used.data >= limit.bytes ? "bg-warning" : "bg-brand",
              )}
              style={{ height: `${(each.used.data / highest) * 100}%` }}
            />
          </span>
        ))}
        {limit && since >= 0 && (
          <span
            className="pointer-events-none absolute right-0 border-foreground border-t border-dashed"
            style={{ bottom: `${(limit.bytes / highest) * 100}%`, left: `${(since / days.length) * 100}%` }}
          />
        )}
      </div>
      <div aria-hidden className="tabular flex justify-between text-muted-foreground text-sm">
        <span>{name(first)}</span>
        <span>{name(last)}</span>
      </div>
      {limit && (
        <p className="flex items-center gap-2 text-muted-foreground text-sm">
          <span aria-hidden className="w-6 shrink-0 border-foreground border-t border-dashed" />
          {t("activity.limit", { amount: volume(limit.bytes), plan: limit.planName, date: day(noonOf(limit.since)) })}
        </p>
      )}
    </figure>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <span className="grid content-between">
      <span className="text-muted-foreground">{label}</span>
      <span className="tabular font-semibold text-lg">{value}</span>
    </span>
  );
}
