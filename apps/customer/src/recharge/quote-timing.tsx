import type { QuoteRechargeOutput } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useDaysLeft } from "../app/use-days-left.ts";
import { useLine } from "../app/use-line.ts";
import { rechargeLink } from "./recharge-link.ts";
import type { PayChoice } from "./use-pay.ts";

/** When the plan starts, in words; where it has to wait also why, and the ways not to. */
export function QuoteTiming(props: {
  quote: QuoteRechargeOutput;
  startsNow: boolean;
  onChange: (part: Partial<PayChoice>) => void;
}) {
  const { t } = useTranslation();
  const { quote, startsNow } = props;
  const [isWhyOpen, setWhyOpen] = useState(false);
  const { lines } = useLine();
  const own = lines.find(({ phoneNumber }) => phoneNumber === quote.recipientPhoneNumber);
  const sentence = useTimingSentence(quote);
  const isQueued = quote.outcome.kind === "queued";
  return (
    <div className="grid gap-1 text-sm">
      <p className="flex gap-3" aria-live="polite">
        <CalendarClock aria-hidden className="mt-0.5 size-5 shrink-0 text-muted-foreground" />
        {startsNow && own ? <ForfeitSentence lineId={own.id} /> : sentence}
      </p>
      {isQueued && (
        <div className="flex flex-wrap gap-x-5 pl-8">
          {!startsNow && (
            <Button
              variant="link"
              className="min-h-10"
              aria-expanded={isWhyOpen}
              onClick={() => setWhyOpen(!isWhyOpen)}
            >
              {t("recharge.timing.why")}
            </Button>
          )}
          {own && (
            <Button
              variant="link"
              className="min-h-10"
              aria-pressed={startsNow}
              onClick={() => props.onChange({ startsNow: !startsNow })}
            >
              {t(startsNow ? "recharge.timing.wait" : "recharge.timing.startNow")}
            </Button>
          )}
          <Button asChild variant="link" className="min-h-10">
            <Link {...rechargeLink({ add: "data", to: quote.recipientPhoneNumber })}>
              {t("recharge.timing.addData")}
            </Link>
          </Button>
        </div>
      )}
      {isQueued && isWhyOpen && !startsNow && (
        <p className="pl-8 text-muted-foreground">
          {t("recharge.timing.whyText", { count: quote.outcome.queuePosition ?? 1 })}
        </p>
      )}
    </div>
  );
}

function useTimingSentence({ outcome }: QuoteRechargeOutput): string {
  const { t } = useTranslation();
  const { date } = useFormats();
  const { kind, startsAt, endsAt } = outcome;
  if (startsAt === null || endsAt === null) {
    const plain = { activates_now: "nowPlain", queued: "queuedPlain", topup: "topupPlain" } as const;
    return t(`recharge.timing.${plain[kind]}`);
  }
  const full = { activates_now: "now", queued: "queued", topup: "topup" } as const;
  return t(`recharge.timing.${full[kind]}`, { start: date(startsAt), end: date(endsAt) });
}

/** What starting now costs: the rest of the running plan. */
function ForfeitSentence({ lineId }: { lineId: string }) {
  const { t } = useTranslation();
  const { volume } = useFormats();
  const base = useQuery(api.usage.get.queryOptions({ lineId })).data?.items[0]?.base;
  const days = useDaysLeft(base?.endsAt);
  if (!base || days === null) return t("recharge.timing.startNowPlain");
  const data = base.balances.data.remaining;
  const parts = [data ? volume(data) : null, t("recharge.timing.leftDays", { count: days })];
  return t("recharge.timing.startNowText", { left: parts.filter(Boolean).join(" · ") });
}
