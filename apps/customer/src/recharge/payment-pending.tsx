import { Button } from "@nexa/ui/components/button.tsx";
import { Link } from "@tanstack/react-router";
import { Hourglass } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PaymentRecord } from "./payment-record.ts";

const PROMISED_MS = 5 * 60 * 1000;
const SECOND_MS = 1_000;
const SECONDS_PER_MINUTE = 60;

/** The bank has not decided: how long it may take at most, and that one need not wait here. */
export function PaymentPending({ record }: { record: PaymentRecord }) {
  const { t } = useTranslation();
  const left = useSecondsLeft(record.startedAt + PROMISED_MS);
  return (
    <div className="grid justify-items-center gap-3 py-8 text-center">
      <Hourglass aria-hidden className="size-12 text-warning" />
      <h1 className="font-semibold text-xl" role="status">
        {t("recharge.pending.title")}
      </h1>
      <p className="max-w-sm text-muted-foreground text-sm">
        {t(left > 0 ? "recharge.pending.text" : "recharge.pending.over")}
      </p>
      {left > 0 && (
        <p role="timer" className="tabular font-semibold text-xl">
          <span className="sr-only">{t("recharge.pending.left")} </span>
          {clock(left)}
        </p>
      )}
      <Button asChild size="lg" className="mt-4">
        <Link to="/">{t("recharge.pending.leave")}</Link>
      </Button>
    </div>
  );
}

function clock(seconds: number): string {
  const rest = seconds % SECONDS_PER_MINUTE;
  return `${Math.floor(seconds / SECONDS_PER_MINUTE)}:${String(rest).padStart(2, "0")}`;
}

function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(ticking);
  }, []);
  return Math.max(0, Math.ceil((until - now) / SECOND_MS));
}
