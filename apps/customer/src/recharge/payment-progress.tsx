import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { Check, LoaderCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useOnline } from "../app/use-online.ts";
import type { PaymentStep } from "./follow-payment.ts";

const STEPS = ["reserving", "paying", "activating"] as const satisfies PaymentStep[];

/** The three steps of a payment, as far as the server has come. */
export function PaymentProgress({ step, amountMinor }: { step: PaymentStep; amountMinor: number }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const isOnline = useOnline();
  const reached = STEPS.indexOf(step);
  return (
    <div className="grid gap-6 py-8" aria-busy="true">
      <h1 className="tabular text-center font-semibold text-xl" role="status">
        {t("recharge.progress.title", { amount: money(amountMinor) })}
      </h1>
      <ol className="mx-auto grid w-full max-w-xs gap-4">
        {STEPS.map((name, index) => (
          <li
            key={name}
            aria-current={index === reached ? "step" : undefined}
            className={`flex items-center gap-3 ${index > reached ? "text-muted-foreground" : "font-medium"}`}
          >
            <StepSign at={index} reached={reached} />
            {t(`recharge.progress.${name}`)}
            <span className="sr-only">
              {index < reached && t("recharge.progress.done")}
              {index === reached && t("recharge.progress.running")}
            </span>
          </li>
        ))}
      </ol>
      <p role="status" className="mx-auto max-w-sm text-center text-muted-foreground text-sm">
        {t(isOnline ? "recharge.progress.keep" : "recharge.progress.offline")}
      </p>
    </div>
  );
}

function StepSign({ at, reached }: { at: number; reached: number }) {
  if (at < reached) return <Check aria-hidden className="size-6 rounded-full bg-positive-soft p-1 text-positive" />;
  if (at === reached) return <LoaderCircle aria-hidden className="size-6 animate-spin text-brand-strong" />;
  return <span aria-hidden className="size-6 rounded-full border-2" />;
}
