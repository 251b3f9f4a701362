import { CoreError, type CreateRechargeInput, type CreateRechargeOutput } from "@nexa/contracts";
import { forgetCatalog } from "../catalog/index.ts";
import type { CoreContext } from "../context.ts";
import { partnersErrors } from "../partners/index.ts";
import { performRefund } from "../payments/index.ts";
import { runtimeSlot } from "../runtime.ts";
import { answerOf, answerOfState } from "./answer.ts";
import { chargeAttempt } from "./charge-attempt.ts";
import {
  type Buyer,
  draftRecharge,
  type RechargeOperation,
  type RechargeRequest,
  requestOf,
} from "./draft-recharge.ts";
import { rechargeErrors } from "./errors.ts";
import { findKey, type IntentRefusal, type IntentRow, type KnownKey, recordIntent } from "./intent.ts";
import { type ChargeAnswer, type Settlement, settleCharge } from "./settle-charges.ts";

const MAX_CHANGES = 6;
/** Each draft after one for a discount that was taken meanwhile finds one discount less, so this is far from reached. */
const MAX_DRAFTS = 50;

/** What the statement refuses for good; the other refusals ask for another draft. */
const REFUSALS: Partial<Record<IntentRefusal, () => CoreError>> = {
  payerInactive: rechargeErrors.payerInactive,
  sessionEnded: rechargeErrors.sessionEnded,
  // Read when it is needed: partners imports identity, and identity at last recharge.
  keyRevoked: () => partnersErrors.keyRevoked(),
  planUnknown: rechargeErrors.planUnknown,
  planInactive: rechargeErrors.planInactive,
  linePostpaid: rechargeErrors.linePostpaid,
  topupNeedsPlan: rechargeErrors.topupNeedsPlan,
  queueFull: rechargeErrors.queueFull,
};

type InFlight = { requestHash: string; answer: Promise<CreateRechargeOutput> };

/** Requests of this process that are under way: one that repeats another's key waits for the same answer. */
const inFlight = runtimeSlot(() => new Map<string, InFlight>());

/**
 * Recharges a number: intent, charge, settle (domain design, Recharge). The same key and body answers with the same transaction as it
 * is then; `subscription` is null while the payment is pending. A partner sells: no payer, no referral discount, and refunds go back to
 * the partner's payment.
 *
 * @throws recharge.* for refusals; partners.keyRevoked; recharge.declined (402) and recharge.reversed carry the transaction's id and reference.
 */
export async function createRecharge(
  ctx: CoreContext<Buyer>,
  input: CreateRechargeInput,
  operation: RechargeOperation = "recharge.create",
): Promise<CreateRechargeOutput> {
  const request = requestOf(ctx, input, operation);
  const running = inFlight(ctx);
  const name = `${request.actor_id} ${operation} ${request.key}`;
  const twin = running.get(name);
  if (twin) {
    if (twin.requestHash !== request.request_hash) throw rechargeErrors.keyReused();
    if (ctx.reply) ctx.reply.replayed = true;
    return twin.answer;
  }
  const answer = rechargeOnce(ctx, input, request);
  running.set(name, { requestHash: request.request_hash, answer });
  try {
    return await answer;
  } finally {
    running.delete(name);
  }
}

async function rechargeOnce(
  ctx: CoreContext<Buyer>,
  input: CreateRechargeInput,
  request: RechargeRequest,
): Promise<CreateRechargeOutput> {
  const opened = await openTransaction(ctx, input, request);
  if (opened.kind === "replay") {
    if (opened.known.requestHash !== request.request_hash) throw rechargeErrors.keyReused();
    if (ctx.reply) ctx.reply.replayed = true;
    return answerOfState(ctx, opened.known.transactionId);
  }
  const charged = await chargeAttempt(ctx, opened.intent, input.paymentToken);
  const settlement = await settleOrLeave(ctx, charged);
  return answerOf(ctx, opened.intent, settlement, charged.detail ?? null);
}

/**
 * Settles, or leaves it to webhook and reconcile job where that is not possible now. Money may have moved, so the answer is the pending
 * transaction: an error would make people pay again.
 */
async function settleOrLeave(ctx: CoreContext, charged: ChargeAnswer): Promise<Settlement> {
  try {
    const settlement = await settleCharge(ctx, charged);
    if (settlement.refundAttemptId) await performRefund(ctx, settlement.refundAttemptId);
    return settlement;
  } catch (error) {
    const { transactionId } = charged;
    ctx.logger.error({ err: error, transactionId, requestId: ctx.requestId }, "a charge is left to be settled later");
    return { verdict: "wait", subscription: null, refundAttemptId: null };
  }
}

type Opened = { kind: "opened"; intent: IntentRow } | { kind: "replay"; known: KnownKey };

/** Drafts and records the intent, again where what the price relied on changed meanwhile. */
async function openTransaction(
  ctx: CoreContext<Buyer>,
  input: CreateRechargeInput,
  request: RechargeRequest,
): Promise<Opened> {
  let withDiscounts = false;
  let changes = 0;
  for (let draft = 1; draft <= MAX_DRAFTS && changes < MAX_CHANGES; draft += 1) {
    const intent = await draftOrReplay(ctx, input, request, withDiscounts);
    if (intent.kind === "replay") return intent;
    const result = await recordIntent(ctx, intent.intent);
    if (result.kind === "accepted") return intent;
    if (result.kind === "replay") return result;
    const refuse = REFUSALS[result.refusal];
    if (refuse) throw refuse();
    if (result.refusal === "termsChanged") {
      changes += 1;
      forgetCatalog(ctx);
    } else withDiscounts = true;
  }
  throw rechargeErrors.termsChanged();
}

/** A refusal found while drafting must not hide that this key's recharge was made before. */
async function draftOrReplay(
  ctx: CoreContext<Buyer>,
  input: CreateRechargeInput,
  request: RechargeRequest,
  withDiscounts: boolean,
): Promise<Opened> {
  try {
    return { kind: "opened", intent: await draftRecharge(ctx, input, request, withDiscounts) };
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const known = await findKey(ctx.db, request, ctx.clock.now());
    if (!known) throw error;
    return { kind: "replay", known };
  }
}
