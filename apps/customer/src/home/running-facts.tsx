import type { LineUsage } from "@nexa/contracts";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";
import { useDaysLeft } from "../app/use-days-left.ts";

const SECONDS_PER_MINUTE = 60;

type Running = NonNullable<LineUsage["base"]>;

/** When the plan ends, what it has left besides data, and what was added to it. */
export function RunningFacts({ usage, running }: { usage: LineUsage; running: Running }) {
  const { t } = useTranslation();
  const { day, volume } = useFormats();
  const daysLeft = useDaysLeft(running.endsAt);
  const ends = t(usage.pool ? "home.cycleEnds" : "home.ends", { day: day(running.endsAt) });
  const added = usage.pool ? usage.pool.addons : usage.topups;
  return (
    <>
      <p className="tabular">{daysLeft === null ? ends : `${ends} · ${t("home.daysLeft", { count: daysLeft })}`}</p>
      <CallsAndTexts balances={running.balances} />
      {added.map(({ id, planName, endsAt, balances: { data } }) =>
        data.remaining ? (
          <p key={id} className="tabular text-muted-foreground">
            {t("home.topup", { plan: planName, left: volume(data.remaining), day: day(endsAt) })}
          </p>
        ) : null,
      )}
      {usage.pool && <p className="text-muted-foreground">{t("home.shared")}</p>}
      {usage.pool && usage.pool.overageBytes > 0 && (
        <p className="tabular text-warning">{t("home.overage", { volume: volume(usage.pool.overageBytes) })}</p>
      )}
    </>
  );
}

function CallsAndTexts({ balances: { voice, sms } }: { balances: Running["balances"] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const minutes = voice.remaining === null ? null : Math.floor(voice.remaining / SECONDS_PER_MINUTE);
  const parts = [
    voice.allowance === null ? t("home.calls") : minutes ? t("home.minutes", { count: minutes }) : null,
    sms.allowance === null
      ? t("home.unlimitedSms")
      : sms.remaining
        ? t("home.sms", { left: number(sms.remaining) })
        : null,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return <p className="tabular text-muted-foreground">{parts.join(" · ")}</p>;
}
