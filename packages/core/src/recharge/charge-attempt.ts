import { REFERENCE_PREFIXES, referenceFor } from "@nexa/contracts";
import { GatewayConflict, GatewayRequestInvalid } from "@nexa/integrations";
import type { CoreContext } from "../context.ts";
import { gatewayWords } from "../payments/index.ts";
import type { IntentRow } from "./intent.ts";
import type { ChargeAnswer } from "./settle-charges.ts";

const NOT_ACCEPTED = "The payment could not be made this way. Choose another way to pay.";

/**
 * Asks the gateway for the money, outside any transaction, with the attempt id as its idempotency key. Whatever is thrown but a plain
 * refusal of the request leaves the outcome unknown: webhook or reconcile job settle it later.
 */
export async function chargeAttempt(
  ctx: CoreContext,
  intent: IntentRow,
  token: string | undefined,
): Promise<ChargeAnswer> {
  const transactionId = intent.transaction_id;
  const prefix = intent.is_topup ? REFERENCE_PREFIXES.topup : REFERENCE_PREFIXES.recharge;
  try {
    const result = await ctx.gateways.payments.charge({
      attemptId: intent.attempt_id,
      amountMinor: intent.original_minor - intent.discount_minor,
      currency: intent.currency,
      method: intent.method,
      token,
      reference: referenceFor(transactionId, prefix),
    });
    const outcome = result.outcome === "declined" ? "failed" : result.outcome;
    return {
      transactionId,
      outcome,
      providerReference: result.providerReference,
      detail: gatewayWords(result.reason),
      cause: "charge",
    };
  } catch (error) {
    if (error instanceof GatewayRequestInvalid || error instanceof GatewayConflict) {
      ctx.logger.error(
        { err: error, transactionId, requestId: ctx.requestId },
        "the gateway refused a charge as malformed",
      );
      return { transactionId, outcome: "failed", detail: NOT_ACCEPTED, cause: "charge" };
    }
    ctx.logger.warn({ err: error, transactionId, requestId: ctx.requestId }, "the outcome of a charge is unknown");
    return { transactionId, outcome: "unknown", cause: "charge" };
  }
}
