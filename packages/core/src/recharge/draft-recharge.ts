import { createHash } from "node:crypto";
import { type CreateRechargeInput, newId, parsePhone } from "@nexa/contracts";
import { getCatalog } from "../catalog/index.ts";
import type { CoreContext, CustomerActor, PartnerActor } from "../context.ts";
import { listUsableDiscounts } from "../referrals/index.ts";
import { getSettings } from "../settings/index.ts";
import { rechargeErrors } from "./errors.ts";
import type { IntentRow } from "./intent.ts";
import { planForSale, termsOf } from "./plan-for-sale.ts";
import { priceOf } from "./pricing.ts";

const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

/** A request as its idempotency key sees it: who, which operation, which key, and the hash of everything else. */
export type RechargeRequest = Pick<
  IntentRow,
  | "actor_kind"
  | "actor_id"
  | "session_id"
  | "api_key_id"
  | "operation"
  | "key"
  | "request_hash"
  | "payer_id"
  | "partner_id"
>;

/** Who may recharge: a customer pays, a partner sells and has nobody of ours who pays. */
export type Buyer = CustomerActor | PartnerActor;

/** Each has idempotency keys of its own. */
export type RechargeOperation = "recharge.create" | "linkedAccounts.recharge";

export function requestOf(
  { actor }: CoreContext<Buyer>,
  input: CreateRechargeInput,
  operation: RechargeOperation,
): RechargeRequest {
  const { idempotencyKey, ...body } = input;
  return {
    ...buyerOf(actor),
    operation,
    key: idempotencyKey,
    request_hash: createHash("sha256").update(JSON.stringify(body)).digest("base64url"),
  };
}

function buyerOf(actor: Buyer) {
  if (actor.kind === "partner") {
    const { partnerId, apiKeyId } = actor;
    const partner = {
      actor_kind: "partner",
      actor_id: partnerId,
      api_key_id: apiKeyId,
      partner_id: partnerId,
    } as const;
    return { ...partner, session_id: null, payer_id: null };
  }
  const { customerId, sessionId } = actor;
  const customer = {
    actor_kind: "customer",
    actor_id: customerId,
    session_id: sessionId,
    payer_id: customerId,
  } as const;
  return { ...customer, api_key_id: null, partner_id: null };
}

/** The number as E.164 in the operator's country. @throws recharge.phoneInvalid */
export function recipientOf(ctx: CoreContext, text: string): string {
  const phone = parsePhone(text, ctx.runtime.config.operator.country);
  if (phone === null) throw rechargeErrors.phoneInvalid();
  return phone;
}

/**
 * Prices the recharge and makes its intent row. With `withDiscounts` the payer's referral discounts are read and considered;
 * without, the intent statement says when there are some.
 */
export async function draftRecharge(
  ctx: CoreContext,
  input: CreateRechargeInput,
  request: RechargeRequest,
  withDiscounts: boolean,
): Promise<IntentRow> {
  const now = ctx.clock.now();
  const recipientPhone = recipientOf(ctx, input.recipientPhoneNumber);
  const [catalog, settings] = await Promise.all([getCatalog(ctx), getSettings(ctx)]);
  const { plan, offer } = planForSale(catalog, input, now);
  const { payer_id: payerId } = request;
  const isDeclined = input.useReferralDiscount === false || payerId === null;
  const referral = withDiscounts && !isDeclined ? await bestReferral(ctx, payerId, now) : null;
  const price = priceOf(plan.priceMinor, offer, referral);
  return {
    ...request,
    transaction_id: newId(now),
    attempt_id: newId(now),
    event_id: newId(now),
    new_line_id: newId(now),
    key_expires_at: new Date(now.getTime() + KEY_LIFE_MS).toISOString(),
    type: plan.isTopup ? "topup_purchase" : "prepaid_recharge",
    recipient_phone: recipientPhone,
    plan_id: plan.id,
    plan_updated_at: plan.updatedAt.toISOString(),
    terms: termsOf(plan),
    is_topup: plan.isTopup,
    offer_id: price.offerId,
    offer_updated_at: price.offerId === null ? null : (offer?.updatedAt.toISOString() ?? null),
    discount_id: price.referralDiscountId,
    discount_percent: price.referralDiscountId === null ? null : (referral?.percent ?? null),
    is_referral_considered: withDiscounts || isDeclined,
    discount_type: price.discountType,
    original_minor: price.originalAmountMinor,
    discount_minor: price.discountAmountMinor,
    currency: ctx.runtime.config.operator.currency,
    method: input.paymentMethod,
    provider: ctx.gateways.payments.provider,
    max_queued: settings.maxQueuedPlans,
    created_at: now.toISOString(),
  };
}

async function bestReferral(ctx: CoreContext, payerId: string, now: Date) {
  const [best] = await listUsableDiscounts(ctx, payerId, now);
  return best ?? null;
}
