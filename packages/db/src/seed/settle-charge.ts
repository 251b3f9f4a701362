import { REFERENCE_PREFIXES, referenceFor } from "@nexa/contracts";
import { DAY } from "./calendar.ts";
import { openRefund, performRefund } from "./give-back.ts";
import { addPlanEvent, watchBoundary } from "./line-chain.ts";
import { addTransactionEvent } from "./money-rows.ts";
import { addNotice } from "./notices.ts";
import { completeReferral, settleDiscount } from "./referral-life.ts";
import type { SubscriptionRow } from "./rows.ts";
import type { Sale, SeedActor, SeedLine, World } from "./world.ts";

export type ChargeAnswer = {
  outcome: "succeeded" | "failed" | "reversed" | "pending" | "unknown";
  reference: string | null;
  detail: string | null;
  cause: "charge" | "webhook" | "reconcile";
  actor: SeedActor;
};

type Verdict = "deliver" | "return" | "return_late" | "fail" | "reverse" | "wait" | "none";

const CHARGE_STATUS = {
  fail: "failed",
  reverse: "reversed",
  deliver: "succeeded",
  return: "succeeded",
  return_late: "succeeded",
} as const;
const SALE_STATUS = { deliver: "succeeded", fail: "failed", reverse: "reversed", return: "reversed" } as const;

/** Step two of a recharge, as the settle statement leaves it: once for any number of answers. */
export function settleCharge(world: World, sale: Sale, answer: ChargeAnswer, at: number): Verdict {
  const { transaction, charge } = sale;
  const line = world.lines.get(transaction.recipientPhone);
  if (!line) throw new Error(`nobody opened the line ${transaction.recipientPhone}`);
  const verdict = verdictOf(sale, line, answer, at);
  if (verdict === "none") return verdict;
  charge.status = verdict === "wait" ? (answer.outcome === "pending" ? "sent" : "unknown") : CHARGE_STATUS[verdict];
  charge.providerReference = answer.reference ?? charge.providerReference;
  charge.detail = answer.detail ?? charge.detail;
  charge.updatedAt = new Date(at);
  if (verdict !== "wait") moveSale(world, sale, line, verdict, answer, at);
  if (verdict !== "return_late") releaseDiscount(world, sale, verdict, at);
  if (verdict !== "return_late") noticePayment(world, sale, line, verdict, answer, at);
  if (verdict === "deliver") deliver(world, sale, line, answer.actor, at);
  if (verdict === "return" || verdict === "return_late") sendBack(world, sale, verdict, answer.actor, at);
  return verdict;
}

function verdictOf({ transaction }: Sale, line: SeedLine, answer: ChargeAnswer, at: number): Verdict {
  const isPending = transaction.status === "pending";
  const isRunning = (line.row.baseEndsAt?.getTime() ?? 0) > at;
  if (isPending && answer.outcome === "succeeded") {
    return transaction.type === "topup_purchase" && !isRunning ? "return" : "deliver";
  }
  if (!isPending) return answer.outcome === "succeeded" && transaction.capturedMinor === 0 ? "return_late" : "none";
  if (answer.outcome === "failed") return "fail";
  return answer.outcome === "reversed" ? "reverse" : "wait";
}

function moveSale(
  world: World,
  { transaction }: Sale,
  line: SeedLine,
  verdict: Exclude<Verdict, "wait" | "none">,
  answer: ChargeAnswer,
  at: number,
): void {
  const from = transaction.status;
  const to = verdict === "return_late" ? from : SALE_STATUS[verdict];
  const isCaptured = verdict !== "fail" && verdict !== "reverse";
  if (isCaptured) transaction.capturedMinor = transaction.finalAmountMinor;
  if (verdict === "deliver" || verdict === "return") transaction.lineId = line.row.id;
  transaction.status = to;
  transaction.detail = answer.detail ?? transaction.detail;
  transaction.settledAt ??= new Date(at);
  const cause = verdict === "return" ? "undeliverable" : verdict === "return_late" ? "late_capture" : answer.cause;
  const { actor } = answer;
  addTransactionEvent(world, transaction.id, at, { from, to, cause, actor, amountMinor: transaction.finalAmountMinor });
}

function releaseDiscount(world: World, { payer, transaction }: Sale, verdict: Verdict, at: number): void {
  if (verdict !== "wait") settleDiscount(world, payer, transaction, verdict === "deliver", at);
}

function noticePayment(
  world: World,
  { transaction, payer }: Sale,
  line: SeedLine,
  verdict: Verdict,
  answer: ChargeAnswer,
  at: number,
): void {
  const isPaid = verdict === "deliver";
  const type = isPaid ? "payment_success" : verdict === "wait" ? "payment_pending" : "payment_failure";
  const prefix = transaction.type === "topup_purchase" ? REFERENCE_PREFIXES.topup : REFERENCE_PREFIXES.recharge;
  const { recipientPhone: phone, finalAmountMinor: amountMinor, currency, terms, id } = transaction;
  const params = {
    planName: terms?.planName ?? null,
    phone,
    amountMinor,
    currency,
    reference: referenceFor(id, prefix),
  };
  const isFailure = type === "payment_failure";
  addNotice(world, at, {
    ...{ type, customerId: payer.row.id, phone: payer.line.row.phone },
    lineId: isPaid || verdict === "return" ? line.row.id : null,
    params: isFailure ? { ...params, reason: answer.detail } : params,
    causeKey: verdict === "wait" ? `payment_pending:${id}` : `payment:${id}`,
  });
}

function deliver(world: World, sale: Sale, line: SeedLine, actor: SeedActor, at: number): void {
  const { transaction, payer } = sale;
  const { terms, planId } = transaction;
  if (!terms || planId === null) throw new Error("a recharge without a plan");
  const startsAt = terms.isTopup ? at : Math.max(at, line.row.baseEndsAt?.getTime() ?? 0);
  const isNow = startsAt <= at;
  const subscription: SubscriptionRow = {
    ...{ id: world.newId(at), lineId: line.row.id, transactionId: transaction.id, payerId: payer.row.id, planId },
    ...{ isTopup: terms.isTopup, terms, startsAt: new Date(startsAt) },
    ...{ endsAt: new Date(startsAt + terms.validityDays * DAY), cancelledAt: null, createdAt: new Date(at) },
    ...{ startRecordedAt: isNow ? new Date(at) : null, endRecordedAt: null },
  };
  sale.subscription = subscription;
  line.plans.push(subscription);
  world.rows.subscriptions.push(subscription);
  if (!terms.isTopup) line.row.baseEndsAt = subscription.endsAt;
  const kind = isNow ? "activated" : "queued";
  addPlanEvent(world, subscription, { kind, causeKey: `${kind}:${subscription.id}`, at, actor });
  if (!isNow) watchBoundary(world, line, subscription.startsAt);
  watchBoundary(world, line, subscription.endsAt);
  noticePlan(world, subscription, line, isNow, at);
  completeReferral(world, payer, transaction, at);
}

function noticePlan(world: World, row: SubscriptionRow, line: SeedLine, isNow: boolean, at: number): void {
  const { phone, ownerId, id: lineId } = line.row;
  addNotice(world, at, {
    type: row.isTopup ? "topup_activated" : isNow ? "plan_activated" : "plan_queued",
    ...{ customerId: ownerId, phone, lineId },
    params: {
      ...{ planName: row.terms.planName, phone },
      ...{ startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() },
    },
    causeKey: `${isNow ? "plan_activated" : "plan_queued"}:${row.id}`,
  });
}

/** Money for what cannot be delivered any more goes back at once. */
function sendBack(world: World, sale: Sale, verdict: "return" | "return_late", actor: SeedActor, at: number): void {
  const detail =
    verdict === "return" ? "The plan could not be delivered." : "The payment arrived after it was given up.";
  const amountMinor = sale.transaction.finalAmountMinor;
  const refund = openRefund(world, sale, { amountMinor, detail, cause: "returned", at, actor });
  performRefund(world, sale, refund, { at: at + 400, script: "paid", actor });
}
