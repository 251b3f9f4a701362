import { billNumber, newId } from "@nexa/contracts";
import { customers, lines, payments, transactionEvents, transactions } from "@nexa/db";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { actorId, type CoreContext, withTransaction } from "../context.ts";
import { enqueueNotices } from "../notifications/index.ts";
import { creditRefund, findBillOfPayment } from "../postpaid/index.ts";
import { referenceOf } from "../transactions/index.ts";
import { gatewayWords } from "./gateway-words.ts";

export type RefundAnswer = {
  attemptId: string;
  outcome: "succeeded" | "failed" | "pending" | "unknown";
  providerReference?: string | null;
  detail?: string | null;
  /** Which way the answer came: `refund`, `webhook`, `reconcile`. */
  cause: string;
};

type TransactionRow = typeof transactions.$inferSelect;
type Locked = { original: TransactionRow; refund: TransactionRow };

/**
 * Records what the gateway answered to a refund attempt. Any number of answers, in any order, have the effect of one. A refund that
 * failed frees its amount, so that it can be asked for again.
 */
export async function settleRefund(ctx: CoreContext, given: RefundAnswer): Promise<void> {
  const answer = { ...given, detail: gatewayWords(given.detail) };
  await withTransaction(ctx, async (tx) => {
    const locked = await lockBoth(tx, answer.attemptId);
    if (locked?.refund.status !== "pending") return;
    await recordAnswer(tx, answer);
    if (answer.outcome === "succeeded") await completeRefund(tx, locked, answer.cause);
    if (answer.outcome === "failed") await failRefund(tx, locked, answer);
  });
}

/** Both rows by id: the original is always the older one, so the lock order is the same everywhere. */
async function lockBoth(tx: CoreContext, attemptId: string): Promise<Locked | null> {
  const { orm } = tx.db;
  const [attempt] = await orm.select().from(payments).where(eq(payments.id, attemptId));
  if (attempt?.kind !== "refund") return null;
  const [known] = await orm.select().from(transactions).where(eq(transactions.id, attempt.transactionId));
  if (!known?.refundOfId) return null;
  const rows = await orm
    .select()
    .from(transactions)
    .where(inArray(transactions.id, [known.id, known.refundOfId]))
    .orderBy(transactions.id)
    .for("no key update");
  const original = rows.find((row) => row.id === known.refundOfId);
  const refund = rows.find((row) => row.id === known.id);
  return original && refund ? { original, refund } : null;
}

async function recordAnswer(tx: CoreContext, answer: RefundAnswer): Promise<void> {
  const status = answer.outcome === "pending" ? "sent" : answer.outcome;
  await tx.db.orm
    .update(payments)
    .set({
      status,
      updatedAt: tx.clock.now(),
      ...(answer.providerReference ? { providerReference: answer.providerReference } : {}),
      ...(answer.detail ? { detail: answer.detail } : {}),
    })
    .where(eq(payments.id, answer.attemptId));
}

async function completeRefund(tx: CoreContext, { original, refund }: Locked, cause: string): Promise<void> {
  const amount = refund.finalAmountMinor;
  const refundedMinor = original.refundedMinor + amount;
  const isFull = refundedMinor === original.capturedMinor;
  // What was never delivered stays reversed: its money came back, and nothing of it counts as a sale.
  const status =
    original.status === "reversed" || original.status === "failed"
      ? original.status
      : isFull
        ? "refunded"
        : "partially_refunded";
  await tx.db.orm.update(transactions).set({ refundedMinor, status }).where(eq(transactions.id, original.id));
  await move(tx, refund, "succeeded", { capturedMinor: amount });
  await recordEvent(tx, original.id, original.status, status, cause, amount);
  await recordEvent(tx, refund.id, "pending", "succeeded", cause, amount);
  if (original.type === "postpaid_bill_payment" && status !== "reversed" && status !== "failed") {
    await creditRefund(tx, { payment: original, refund, isFull });
  }
  await noticeRefund(tx, original, refund);
}

async function failRefund(tx: CoreContext, { original, refund }: Locked, answer: RefundAnswer): Promise<void> {
  const refundRequestedMinor = original.refundRequestedMinor - refund.finalAmountMinor;
  await tx.db.orm.update(transactions).set({ refundRequestedMinor }).where(eq(transactions.id, original.id));
  await move(tx, refund, "failed", answer.detail ? { detail: answer.detail } : {});
  await recordEvent(tx, refund.id, "pending", "failed", answer.cause, refund.finalAmountMinor);
  tx.logger.error(
    { transactionId: original.id, refundId: refund.id, detail: answer.detail },
    "the gateway refused a refund",
  );
}

async function move(
  tx: CoreContext,
  refund: TransactionRow,
  status: "succeeded" | "failed",
  changes: Partial<TransactionRow>,
): Promise<void> {
  const settledAt = tx.clock.now();
  await tx.db.orm
    .update(transactions)
    .set({ status, settledAt, ...changes })
    .where(eq(transactions.id, refund.id));
}

async function recordEvent(
  tx: CoreContext,
  transactionId: string,
  fromStatus: string,
  toStatus: string,
  cause: string,
  amountMinor: number,
): Promise<void> {
  const now = tx.clock.now();
  await tx.db.orm.insert(transactionEvents).values({
    id: newId(now),
    transactionId,
    fromStatus,
    toStatus,
    cause,
    actorKind: tx.actor.kind,
    actorId: actorId(tx.actor),
    amountMinor,
    createdAt: now,
  });
}

async function noticeRefund(tx: CoreContext, original: TransactionRow, refund: TransactionRow): Promise<void> {
  const told = original.payerId === null ? await holderOf(tx, original) : await payerOf(tx, original.payerId);
  if (!told?.phone) return;
  const bill = await findBillOfPayment(tx, original.id);
  await enqueueNotices(tx, [
    {
      type: "refund_issued",
      customerId: told.id,
      phone: told.phone,
      lineId: original.lineId,
      params: {
        planName: original.terms?.planName ?? null,
        phone: original.recipientPhone,
        amountMinor: refund.finalAmountMinor,
        currency: refund.currency,
        reference: referenceOf(original),
        ...(bill ? { billNumber: billNumber(bill.number) } : {}),
        reason: refund.detail,
      },
      causeKey: `refund_issued:${refund.id}`,
    },
  ]);
}

type Told = { id: string | null; phone: string | null };

async function payerOf(tx: CoreContext, payerId: string): Promise<Told | undefined> {
  const [payer] = await tx.db.orm.select().from(customers).where(eq(customers.id, payerId));
  return payer;
}

/** Where a partner sold it the money goes back to the partner, and the line that had the plan is told; one that had none is not. */
async function holderOf(
  tx: CoreContext,
  { lineId, recipientPhone, status }: TransactionRow,
): Promise<Told | undefined> {
  if (lineId === null || status === "reversed" || status === "failed") return undefined;
  const [line] = await tx.db.orm
    .select({ id: lines.ownerId, phone: lines.phone })
    .from(lines)
    .where(and(eq(lines.id, lineId), eq(lines.phone, recipientPhone), isNull(lines.releasedAt)));
  return line;
}
