import { type AttemptStatus, newId } from "@nexa/contracts";
import { billPayments, payments, transactionEvents, transactions } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { actorId, type CoreContext, withTransaction } from "../../context.ts";
import {
  type ChargeAnswer,
  type ChargeOutcome,
  type ChargeSettlement,
  type ChargeVerdict,
  openRefundAttempt,
} from "../../payments/index.ts";
import type { TransactionRow } from "../../transactions/index.ts";
import { lockActivation } from "../lock-activation.ts";
import type { ActivationRow } from "../rows.ts";
import { findBillOfPayment, lockBill, outstandingOf } from "./bill-payment-rows.ts";
import type { BillRow } from "./close-cycle.ts";
import { lowerOutstanding } from "./lower-outstanding.ts";
import { tellPayment } from "./tell-payment.ts";

const RETURN_DETAIL = "The bill was settled or changed meanwhile, so the payment was given back.";
const LATE_DETAIL = "The payment arrived after it was given up.";

type Held = { activation: ActivationRow; bill: BillRow };

/**
 * Settles the payment of a bill: the one door for the gateway's answer, webhooks, the reconcile job and offline payments. Any number of
 * answers in any order have the effect of one. A capture that finds the bill settled or changed, or its payment given up, goes back.
 */
export async function settleBillCharge(ctx: CoreContext, answer: ChargeAnswer): Promise<ChargeSettlement> {
  return withTransaction(ctx, async (tx) => {
    const [payment] = await tx.db.orm
      .select()
      .from(transactions)
      .where(eq(transactions.id, answer.transactionId))
      .for("no key update");
    if (payment?.type !== "postpaid_bill_payment") throw new Error(`no bill payment ${answer.transactionId} to settle`);
    const isCapture = payment.status === "pending" && answer.outcome === "succeeded";
    const held = isCapture ? await holdBill(tx, payment.id) : null;
    const verdict = verdictOf(payment, answer, held?.bill ?? null);
    if (verdict === "none") return { verdict, refundAttemptId: null };
    await recordAnswer(tx, payment, answer, verdict);
    const moved = await move(tx, payment, answer, verdict);
    if (verdict === "deliver" && held) await lowerOutstanding(tx, held, { paidMinor: payment.finalAmountMinor });
    const isReturned = verdict === "return" || verdict === "return_late";
    const refundAttemptId = isReturned ? await giveBack(tx, moved, verdict) : null;
    await tellPayment(tx, moved, verdict);
    return { verdict, refundAttemptId };
  });
}

/** Activation, then bill, in the lock order of the design. */
async function holdBill(tx: CoreContext, transactionId: string): Promise<Held> {
  const known = await findBillOfPayment(tx, transactionId);
  if (!known) throw new Error(`transaction ${transactionId} pays no bill`);
  const activation = await lockActivation(tx, known.activationId);
  return { activation, bill: await lockBill(tx, known.id) };
}

function verdictOf(payment: TransactionRow, { outcome }: ChargeAnswer, bill: BillRow | null): ChargeVerdict {
  const { status, capturedMinor, finalAmountMinor } = payment;
  if (status === "pending") {
    if (outcome === "succeeded") return bill && outstandingOf(bill) === finalAmountMinor ? "deliver" : "return";
    if (outcome === "failed") return "fail";
    return outcome === "reversed" || outcome === "abandoned" ? "reverse" : "wait";
  }
  if (capturedMinor > 0 || (status !== "reversed" && status !== "failed")) return "none";
  if (outcome === "succeeded") return "return_late";
  return status === "reversed" && (outcome === "reversed" || outcome === "failed") ? "close" : "none";
}

/** The attempt of one that was given up but may still capture stays unknown, so that the reconcile job goes on asking. */
async function recordAnswer(
  tx: CoreContext,
  payment: TransactionRow,
  { outcome, providerReference, detail }: ChargeAnswer,
  verdict: ChargeVerdict,
): Promise<void> {
  await tx.db.orm
    .update(payments)
    .set({
      ...{ status: attemptStatus(verdict, outcome), updatedAt: tx.clock.now() },
      ...(providerReference ? { providerReference } : {}),
      ...(detail ? { detail } : {}),
    })
    .where(and(eq(payments.transactionId, payment.id), eq(payments.kind, "charge")));
}

function attemptStatus(verdict: ChargeVerdict, outcome: ChargeOutcome): AttemptStatus {
  switch (verdict) {
    case "fail":
      return "failed";
    case "close":
      return "reversed";
    case "reverse":
      return outcome === "abandoned" ? "unknown" : "reversed";
    case "wait":
      return outcome === "pending" ? "sent" : "unknown";
    default:
      return "succeeded";
  }
}

/** Moves the transaction by its verdict, with the event, and frees the bill for another payment unless this one stands. */
async function move(
  tx: CoreContext,
  payment: TransactionRow,
  answer: ChargeAnswer,
  verdict: ChargeVerdict,
): Promise<TransactionRow> {
  if (verdict === "wait" || verdict === "close") return payment;
  const now = tx.clock.now();
  const isCaptured = verdict === "deliver" || verdict === "return" || verdict === "return_late";
  const detail = verdict === "return" ? RETURN_DETAIL : (answer.detail ?? payment.detail);
  const moved: TransactionRow = {
    ...payment,
    ...{ status: statusAfter(payment, verdict), detail },
    ...{ capturedMinor: isCaptured ? payment.finalAmountMinor : 0, settledAt: payment.settledAt ?? now },
  };
  const { capturedMinor, settledAt } = moved;
  await tx.db.orm
    .update(transactions)
    .set({ status: moved.status, detail, capturedMinor, settledAt })
    .where(eq(transactions.id, payment.id));
  await tx.db.orm.insert(transactionEvents).values({
    ...{ id: newId(now), transactionId: payment.id, fromStatus: payment.status, toStatus: moved.status },
    ...{ cause: CAUSES[verdict] ?? answer.cause, actorKind: tx.actor.kind, actorId: actorId(tx.actor) },
    ...{ amountMinor: payment.finalAmountMinor, createdAt: now },
  });
  if (verdict !== "deliver") {
    await tx.db.orm.update(billPayments).set({ isLive: false }).where(eq(billPayments.transactionId, payment.id));
  }
  return moved;
}

function statusAfter(payment: TransactionRow, verdict: ChargeVerdict): TransactionRow["status"] {
  if (verdict === "deliver") return "succeeded";
  if (verdict === "fail") return "failed";
  return verdict === "return_late" ? payment.status : "reversed";
}

const CAUSES: Partial<Record<ChargeVerdict, string>> = { return: "undeliverable", return_late: "late_capture" };

async function giveBack(tx: CoreContext, original: TransactionRow, verdict: ChargeVerdict): Promise<string> {
  const now = tx.clock.now();
  const [refundId, attemptId] = [newId(now), newId(now)];
  const reason = verdict === "return" ? RETURN_DETAIL : LATE_DETAIL;
  const amountMinor = original.finalAmountMinor;
  await openRefundAttempt(tx, { original, refundId, attemptId, amountMinor, reason, cause: "returned" });
  return attemptId;
}
