import type { PaymentMethod } from "@nexa/contracts";
import { GatewayConflict, GatewayRequestInvalid } from "@nexa/integrations";
import type { CoreContext } from "../context.ts";
import type { ChargeAnswer } from "./charge-answer.ts";
import { gatewayWords } from "./gateway-words.ts";

const NOT_ACCEPTED = "The payment could not be made this way. Choose another way to pay.";

export type Charge = {
  transactionId: string;
  /** The gateway's idempotency key. */
  attemptId: string;
  amountMinor: number;
  currency: string;
  method: PaymentMethod;
  token: string | undefined;
  /** What the payer sees on the statement. */
  reference: string;
};

/**
 * Asks the gateway for the money of a committed attempt, outside any transaction. Whatever is thrown but a plain refusal of the request
 * leaves the outcome unknown: webhook or reconcile job settle it later.
 */
export async function chargeGateway(ctx: CoreContext, charge: Charge): Promise<ChargeAnswer> {
  const { transactionId, ...request } = charge;
  try {
    const result = await ctx.gateways.payments.charge(request);
    const outcome = result.outcome === "declined" ? "failed" : result.outcome;
    const { providerReference } = result;
    return { transactionId, outcome, providerReference, detail: gatewayWords(result.reason), cause: "charge" };
  } catch (error) {
    const facts = { err: error, transactionId, requestId: ctx.requestId };
    if (error instanceof GatewayRequestInvalid || error instanceof GatewayConflict) {
      ctx.logger.error(facts, "the gateway refused a charge as malformed");
      return { transactionId, outcome: "failed", detail: NOT_ACCEPTED, cause: "charge" };
    }
    ctx.logger.warn(facts, "the outcome of a charge is unknown");
    return { transactionId, outcome: "unknown", cause: "charge" };
  }
}
