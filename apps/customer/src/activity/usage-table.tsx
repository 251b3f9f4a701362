import type { UsageHistoryDay } from "@nexa/contracts";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";
import { noonOf } from "./usage-days.ts";

const SECONDS = 60;

/** Days with use, newest first, also calls and messages. */
export function UsageTable({ days }: { days: readonly UsageHistoryDay[] }) {
  const { t } = useTranslation();
  const { day, volume, number } = useFormats();
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-lg">{t("activity.byDay")}</h2>
      <div className="overflow-x-auto rounded-card border bg-card px-4 shadow-card">
        <table className="tabular w-full text-sm">
          <thead className="text-muted-foreground">
            <tr className="border-b">
              <th scope="col" className="py-2 text-left font-normal">
                {t("activity.day")}
              </th>
              {(["data", "calls", "sms"] as const).map((kind) => (
                <th key={kind} scope="col" className="py-2 pl-2 text-right font-normal">
                  {t(`activity.${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {days.toReversed().map(({ day: key, used, roaming, uncovered }) => (
              <tr key={key} className="align-top">
                <th scope="row" className="whitespace-nowrap py-2 text-left font-normal">
                  {day(noonOf(key))}
                </th>
                <td className="py-2 pl-2 text-right">
                  {volume(used.data)}
                  {roaming.data > 0 && <Part text={t("activity.roaming", { amount: volume(roaming.data) })} />}
                  {uncovered.data > 0 && <Part text={t("activity.uncovered", { amount: volume(uncovered.data) })} />}
                </td>
                <td className="py-2 pl-2 text-right">
                  {t("activity.minutes", { count: Math.ceil(used.voice / SECONDS) })}
                </td>
                <td className="py-2 pl-2 text-right">{number(used.sms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Part({ text }: { text: string }) {
  return <span className="block text-muted-foreground">{text}</span>;
}
