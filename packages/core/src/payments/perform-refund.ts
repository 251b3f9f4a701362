import { payments } from "@nexa/db";
import { GatewayConflict, GatewayRequestInvalid } from "@nexa/integrations";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { type RefundAnswer, settleRefund } from "./settle-refund.ts";

/** Money that staff took and give back past the gateway. */
export const OFFLINE_PROVIDER = "offline";
/** Money that another system took before its data was imported; whatever gateway it had is not ours. */
export const IMPORTED_PROVIDER = "imported";

/** Whether money went past our gateway: what goes back of it does too, by hand. */
export function isPastGateway(provider: string): boolean {
  return provider === OFFLINE_PROVIDER || provider === IMPORTED_PROVIDER;
}

/**
 * Carries out a committed refund attempt with the gateway and records the answer. Safe to repeat: the attempt id is the gateway's
 * idempotency key. An unknown outcome is left to webhook and reconcile job. What was paid past the gateway is given back past it.
 */
export async function performRefund(ctx: CoreContext, attemptId: string): Promise<void> {
  const [attempt] = await ctx.db.orm.select().from(payments).where(eq(payments.id, attemptId));
  if (attempt?.kind !== "refund" || attempt.chargeId === null || attempt.status === "succeeded") return;
  const [charge] = await ctx.db.orm.select().from(payments).where(eq(payments.id, attempt.chargeId));
  if (!charge?.providerReference) throw new Error(`the charge of refund ${attemptId} has no reference at the gateway`);
  if (isPastGateway(charge.provider)) {
    return settleRefund(ctx, { attemptId, outcome: "succeeded", providerReference: attemptId, cause: "refund" });
  }
  const answer = await askGateway(ctx, {
    attemptId,
    chargeReference: charge.providerReference,
    amountMinor: attempt.amountMinor,
    currency: attempt.currency,
  });
  await settleRefund(ctx, answer);
}

async function askGateway(
  ctx: CoreContext,
  request: { attemptId: string; chargeReference: string; amountMinor: number; currency: string },
): Promise<RefundAnswer> {
  const { attemptId } = request;
  try {
    const { outcome, providerReference, reason } = await ctx.gateways.payments.refund(request);
    return { attemptId, outcome, providerReference, detail: reason, cause: "refund" };
  } catch (error) {
    const isRefused = error instanceof GatewayRequestInvalid || error instanceof GatewayConflict;
    ctx.logger.warn({ err: error, attemptId, requestId: ctx.requestId }, "a refund was not answered");
    return isRefused
      ? { attemptId, outcome: "failed", detail: "The gateway does not accept this refund.", cause: "refund" }
      : { attemptId, outcome: "unknown", cause: "refund" };
  }
}
