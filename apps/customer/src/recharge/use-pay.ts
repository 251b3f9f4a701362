import type { QuoteRechargeOutput } from "@nexa/contracts";
import type { PaymentMethod } from "@nexa/contracts/enums";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { openPayment, savePayment } from "./payment-record.ts";

export type PayChoice = {
  method: PaymentMethod;
  useReferralDiscount: boolean;
  startsNow: boolean;
  /** What the demo's bank shall answer; outside the demo the gateway knows by itself. */
  token: string | undefined;
};

/**
 * Starts one payment for a quote and goes to its progress, in place of the quote: back never leads to the Pay of what is paid already.
 * A second tap, and a payment for the same that has no end yet, lead to that one.
 */
export function usePay(customerId: string) {
  const navigate = useNavigate();
  const started = useRef<string | null>(null);
  return (quote: QuoteRechargeOutput, choice: PayChoice) => {
    const { planId, recipientPhoneNumber } = quote;
    const open = openPayment(customerId, { planId, to: recipientPhoneNumber });
    started.current ??= open?.key ?? start(customerId, quote, choice);
    return navigate({ to: "/recharge", search: { payment: started.current }, replace: true });
  };
}

function start(customerId: string, quote: QuoteRechargeOutput, choice: PayChoice): string {
  const key = crypto.randomUUID();
  const { planId, recipientPhoneNumber, planName, offerId, finalAmountMinor } = quote;
  savePayment({
    key,
    customerId,
    startedAt: Date.now(),
    wish: {
      planId,
      recipientPhoneNumber,
      paymentMethod: choice.method,
      useReferralDiscount: choice.useReferralDiscount,
      ...(offerId && { offerId }),
      ...(choice.token && { paymentToken: choice.token }),
    },
    startsNow: choice.startsNow,
    planName,
    amountMinor: finalAmountMinor,
    state: { kind: "sending" },
  });
  return key;
}
