import { REFERENCE_PREFIXES, referenceFor } from "@nexa/contracts";
import { recordStaffAct } from "./audit-rows.ts";
import { decide, gatewayReference, noteRefund, scriptRefunds } from "./gateway-ledger.ts";
import { endPlan } from "./line-chain.ts";
import { addTransactionEvent, claimKey, newAttempt } from "./money-rows.ts";
import { addNotice } from "./notices.ts";
import { returnDiscount, revokeReward } from "./referral-life.ts";
import type { PaymentRow, TransactionRow } from "./rows.ts";
import { noteWebhook } from "./webhook-rows.ts";
import { customerActor, type Sale, type SeedActor, SYSTEM, type World } from "./world.ts";

/** How the bank answers a refund: at once, no, or later. */
export type RefundScript = "paid" | "refused" | { decidedAt: number };

type Refund = { transaction: TransactionRow; attempt: PaymentRow };

const REFUSED = "The bank refused the refund: the account is closed.";

/** The refund's transaction, attempt and event, with what is asked back raised: `openRefundAttempt`. */
export function openRefund(
  world: World,
  sale: Sale,
  refund: { amountMinor: number; detail: string; cause: "requested" | "returned"; at: number; actor: SeedActor },
): Refund {
  const original = sale.transaction;
  const { amountMinor, detail, at, cause, actor } = refund;
  original.refundRequestedMinor += amountMinor;
  const transaction: TransactionRow = {
    ...original,
    ...{ id: world.newId(at), type: "refund_adjustment", status: "pending", refundOfId: original.id, detail },
    ...{ offerId: null, referralDiscountId: null, discountType: null, discountAmountMinor: 0 },
    ...{ originalAmountMinor: amountMinor, finalAmountMinor: amountMinor, capturedMinor: 0 },
    ...{ refundRequestedMinor: 0, refundedMinor: 0, createdAt: new Date(at), settledAt: null },
  };
  world.rows.transactions.push(transaction);
  const attempt = newAttempt(world, transaction, sale.charge.id, at);
  addTransactionEvent(world, transaction.id, at, { from: null, to: "pending", cause, actor, amountMinor });
  return { transaction, attempt };
}

/** Carries the refund out with the gateway: `performRefund` and what follows it. */
export function performRefund(
  world: World,
  sale: Sale,
  refund: Refund,
  how: { at: number; script: RefundScript; actor: SeedActor },
): void {
  const { at, script, actor } = how;
  const { attempt } = refund;
  attempt.providerReference = gatewayReference(attempt);
  attempt.updatedAt = new Date(at);
  if (script === "paid") {
    noteRefund(world, attempt, sale.charge, at - 150, { state: "succeeded", reason: null });
    completeRefund(world, sale, refund, { at, cause: "refund", actor });
    return;
  }
  if (script === "refused") {
    scriptRefunds(world, sale.charge, "tok_refund_fails");
    noteRefund(world, attempt, sale.charge, at - 150, { state: "failed", reason: REFUSED });
    failRefund(world, sale, refund, at, actor);
    return;
  }
  const { decidedAt } = script;
  scriptRefunds(world, sale.charge, "tok_refund_pending");
  const due = { state: "pending", reason: null, due_at: new Date(decidedAt), due_state: "succeeded" } as const;
  noteRefund(world, attempt, sale.charge, at - 150, due);
  attempt.status = "sent";
  world.agenda.add(decidedAt + 700, (settledAt) => {
    decide(world, attempt, decidedAt, "succeeded", null);
    noteWebhook(world, attempt, { decidedAt, outcome: "succeeded", detail: null, at: settledAt });
    completeRefund(world, sale, refund, { at: settledAt, cause: "webhook", actor: SYSTEM });
  });
}

function completeRefund(
  world: World,
  { transaction: original }: Sale,
  { transaction: refund, attempt }: Refund,
  how: { at: number; cause: string; actor: SeedActor },
): void {
  const { at, cause, actor } = how;
  const amountMinor = refund.finalAmountMinor;
  const from = original.status;
  original.refundedMinor += amountMinor;
  const isUndelivered = from === "reversed" || from === "failed";
  if (!isUndelivered) {
    original.status = original.refundedMinor === original.capturedMinor ? "refunded" : "partially_refunded";
  }
  Object.assign(refund, { status: "succeeded", settledAt: new Date(at), capturedMinor: amountMinor });
  Object.assign(attempt, { status: "succeeded", updatedAt: new Date(at) });
  addTransactionEvent(world, original.id, at, { from, to: original.status, cause, actor, amountMinor });
  addTransactionEvent(world, refund.id, at, { from: "pending", to: "succeeded", cause, actor, amountMinor });
  noticeRefund(world, original, refund, at);
}

function failRefund(world: World, { transaction: original }: Sale, refund: Refund, at: number, actor: SeedActor): void {
  const { transaction, attempt } = refund;
  const amountMinor = transaction.finalAmountMinor;
  original.refundRequestedMinor -= amountMinor;
  Object.assign(transaction, { status: "failed", settledAt: new Date(at), detail: REFUSED });
  Object.assign(attempt, { status: "failed", detail: REFUSED, updatedAt: new Date(at) });
  addTransactionEvent(world, transaction.id, at, {
    from: "pending",
    to: "failed",
    cause: "refund",
    actor,
    amountMinor,
  });
}

function noticeRefund(world: World, original: TransactionRow, refund: TransactionRow, at: number): void {
  const payer = original.payerId === null ? null : world.peopleById.get(original.payerId);
  if (!payer) return;
  const prefix = original.type === "topup_purchase" ? REFERENCE_PREFIXES.topup : REFERENCE_PREFIXES.recharge;
  addNotice(world, at, {
    ...{ type: "refund_issued", customerId: payer.row.id, phone: payer.line.row.phone, lineId: original.lineId },
    params: {
      ...{ planName: original.terms?.planName ?? null, phone: original.recipientPhone },
      ...{ amountMinor: refund.finalAmountMinor, currency: refund.currency },
      ...{ reference: referenceFor(original.id, prefix), reason: refund.detail },
    },
    causeKey: `refund_issued:${refund.id}`,
  });
}

/** Staff of the money desk give back a part, or without an amount all that is left. */
export function refundSale(
  world: World,
  sale: Sale,
  wish: { amountMinor?: number; reason: string; script: RefundScript; at: number },
): void {
  const original = sale.transaction;
  const left = original.capturedMinor - original.refundRequestedMinor;
  const amountMinor = wish.amountMinor ?? left;
  const isPaid = original.status === "succeeded" || original.status === "partially_refunded";
  if (!isPaid || left === 0 || amountMinor > left) return;
  const actor: SeedActor = { kind: "admin", id: world.staff.finance };
  const { at, reason } = wish;
  const before = original.refundRequestedMinor;
  const refund = openRefund(world, sale, { amountMinor, detail: reason, cause: "requested", at, actor });
  claimKey(world, refund.transaction.id, { actor, operation: "transactions.refund", at });
  if (amountMinor === left) undoSale(world, sale, "refunded", at, actor);
  recordStaffAct(world, at, {
    ...{ adminId: world.staff.finance, action: "transactions.refund", subject: ["transaction", original.id], reason },
    before: { refundRequestedMinor: before },
    after: { refundRequestedMinor: original.refundRequestedMinor, refundId: refund.transaction.id },
  });
  performRefund(world, sale, refund, { at: at + 500, script: wish.script, actor });
}

/** The payer cancels a plan that still waits and gets the whole price back. */
export function cancelWaiting(world: World, sale: Sale, at: number): void {
  const { subscription, transaction: original, payer } = sale;
  if (!subscription || subscription.cancelledAt !== null || subscription.startsAt.getTime() <= at) return;
  if (original.status !== "succeeded" || original.refundRequestedMinor > 0) return;
  const actor = customerActor(payer);
  const amountMinor = original.capturedMinor;
  const detail = "Cancelled before it started.";
  const refund = openRefund(world, sale, { amountMinor, detail, cause: "requested", at, actor });
  claimKey(world, refund.transaction.id, { actor, operation: "subscriptions.cancel", at });
  undoSale(world, sale, "cancelled", at, actor);
  performRefund(world, sale, refund, { at: at + 500, script: "paid", actor });
}

function undoSale(world: World, sale: Sale, cause: "refunded" | "cancelled", at: number, actor: SeedActor): void {
  if (sale.subscription) endPlan(world, sale.subscription, { at, actor, cause });
  returnDiscount(world, sale.payer, sale.transaction.id, at);
  revokeReward(world, sale.payer, sale.transaction.id, at);
}
