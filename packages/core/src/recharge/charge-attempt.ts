import { REFERENCE_PREFIXES, referenceFor } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { type ChargeAnswer, chargeGateway } from "../payments/index.ts";
import type { IntentRow } from "./intent.ts";

/** Asks the gateway for the money of a recharge, outside any transaction. */
export function chargeAttempt(ctx: CoreContext, intent: IntentRow, token: string | undefined): Promise<ChargeAnswer> {
  const prefix = intent.is_topup ? REFERENCE_PREFIXES.topup : REFERENCE_PREFIXES.recharge;
  return chargeGateway(ctx, {
    transactionId: intent.transaction_id,
    attemptId: intent.attempt_id,
    amountMinor: intent.original_minor - intent.discount_minor,
    currency: intent.currency,
    method: intent.method,
    token,
    reference: referenceFor(intent.transaction_id, prefix),
  });
}
