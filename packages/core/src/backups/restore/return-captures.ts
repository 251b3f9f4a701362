import { newId } from "@nexa/contracts";
import { payments, transactionEvents, transactions } from "@nexa/db";
import type { LedgerEntry } from "@nexa/integrations";
import { and, eq, inArray } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../../context.ts";
import { openRefundAttempt, settleRefund } from "../../payments/index.ts";
import { returnDiscount, revokeReward } from "../../referrals/index.ts";
import { endSubscription } from "../../subscriptions/index.ts";
import { RESTORED_CAUSE } from "./bring-living.ts";

/** Around the snapshot what is there twice is told by its id. */
const MARGIN_MS = 3_600_000;
const BATCH_ROWS = 500;
const GIVEN_UP = "Paid after the backup that was restored, and nothing else is known of it; it is given back.";
const NOBODY = "unknown";

export type ReturnedCaptures = { captures: number; refunds: number };

/**
 * Brings into the books what the gateway did since the snapshot and the restored rows do not know: captures stand as reversed, so that
 * `returnOwed` gives their money back; refunds are recorded with what they refunded. What is there already is left. Safe to run again.
 */
export async function returnCaptures(ctx: CoreContext, snapshotAt: Date): Promise<ReturnedCaptures> {
  const from = new Date(snapshotAt.getTime() - MARGIN_MS);
  const result = { captures: 0, refunds: 0 };
  let batch: LedgerEntry[] = [];
  for await (const entry of ctx.gateways.payments.ledger({ from })) {
    batch.push(entry);
    if (batch.length < BATCH_ROWS) continue;
    await recordBatch(ctx, batch, result);
    batch = [];
  }
  await recordBatch(ctx, batch, result);
  return result;
}

async function recordBatch(ctx: CoreContext, batch: readonly LedgerEntry[], result: ReturnedCaptures): Promise<void> {
  if (batch.length === 0) return;
  const ids = batch.map((entry) => entry.attemptId);
  const rows = await ctx.db.orm
    .select({ id: payments.id, status: payments.status, sale: transactions.status })
    .from(payments)
    .innerJoin(transactions, eq(transactions.id, payments.transactionId))
    .where(inArray(payments.id, ids));
  const known = new Map(rows.map((row) => [row.id, row]));
  for (const entry of batch) {
    const attempt = known.get(entry.attemptId);
    if (entry.kind === "capture") {
      // One that is pending in the restored books is settled, and delivered, by the reconcile job.
      if (attempt && (attempt.status === "succeeded" || attempt.sale !== "reversed")) continue;
      await withTransaction(ctx, (tx) => (attempt ? captureReversed(tx, entry) : insertCapture(tx, entry)));
      result.captures += 1;
    } else if (!attempt && (await recordRefund(ctx, entry))) result.refunds += 1;
  }
}

/** A sale since the snapshot that stands as reversed: now the gateway says that it took the money. */
async function captureReversed(tx: CoreContext, entry: LedgerEntry): Promise<void> {
  const now = tx.clock.now();
  const [attempt] = await tx.db.orm.select().from(payments).where(eq(payments.id, entry.attemptId));
  if (!attempt) return;
  const sale = eq(transactions.id, attempt.transactionId);
  await tx.db.orm.select({ id: transactions.id }).from(transactions).where(sale).for("no key update");
  const { providerReference } = entry;
  const settled = await tx.db.orm
    .update(payments)
    .set({ status: "succeeded", providerReference, updatedAt: now })
    .where(and(eq(payments.id, entry.attemptId), inArray(payments.status, ["created", "sent", "unknown"])))
    .returning({ id: payments.id });
  if (settled.length === 0) return;
  await tx.db.orm.update(transactions).set({ capturedMinor: entry.amountMinor }).where(sale);
}

async function insertCapture(tx: CoreContext, entry: LedgerEntry): Promise<void> {
  const { attemptId, amountMinor, currency, providerReference, occurredAt: createdAt } = entry;
  const [transactionId, now] = [newId(createdAt), tx.clock.now()];
  const inserted = await tx.db.orm
    .insert(payments)
    .values({
      ...{
        id: attemptId,
        transactionId,
        kind: "charge",
        status: "succeeded",
        amountMinor,
        currency,
        providerReference,
      },
      ...{ provider: tx.gateways.payments.provider, createdAt, updatedAt: now },
    })
    .onConflictDoNothing()
    .returning({ id: payments.id });
  if (inserted.length === 0) return;
  await tx.db.orm.insert(transactions).values({
    ...{ id: transactionId, type: "prepaid_recharge", status: "reversed", recipientPhone: NOBODY, detail: GIVEN_UP },
    ...{ originalAmountMinor: amountMinor, finalAmountMinor: amountMinor, capturedMinor: amountMinor, currency },
    ...{ paymentMethod: "upi", createdAt, settledAt: now },
  });
  const event = { transactionId, cause: RESTORED_CAUSE, actorKind: tx.actor.kind, amountMinor };
  await tx.db.orm.insert(transactionEvents).values([
    { ...event, id: newId(createdAt), toStatus: "pending", createdAt },
    { ...event, id: newId(now), fromStatus: "pending", toStatus: "reversed", createdAt: now },
  ]);
}

/** A refund since the snapshot of a sale that the books have: recorded as staff's would be, with the gateway's word that it is done. */
async function recordRefund(ctx: CoreContext, entry: LedgerEntry): Promise<boolean> {
  const isOpen = await withTransaction(ctx, (tx) => openRefund(tx, entry));
  if (!isOpen) return false;
  const { attemptId, providerReference } = entry;
  await settleRefund(ctx, { attemptId, outcome: "succeeded", providerReference, cause: RESTORED_CAUSE });
  return true;
}

async function openRefund(tx: CoreContext, entry: LedgerEntry): Promise<boolean> {
  const { orm } = tx.db;
  const isCharge = and(
    eq(payments.provider, tx.gateways.payments.provider),
    eq(payments.providerReference, entry.chargeReference ?? ""),
  );
  const [charge] = await orm.select().from(payments).where(isCharge);
  if (!charge) {
    tx.logger.warn({ attemptId: entry.attemptId }, "the gateway refunded a charge that is not in the books");
    return false;
  }
  const isSale = eq(transactions.id, charge.transactionId);
  const [original] = await orm.select().from(transactions).where(isSale).for("no key update");
  if (!original || original.capturedMinor - original.refundRequestedMinor < entry.amountMinor) return false;
  const { attemptId, amountMinor } = entry;
  const reason = "Given back after the backup that was restored.";
  const refundId = newId(tx.clock.now());
  await openRefundAttempt(tx, { original, refundId, attemptId, amountMinor, reason, cause: "returned" });
  const isFull = original.capturedMinor - original.refundRequestedMinor === amountMinor;
  const isDelivered = original.status === "succeeded" || original.status === "partially_refunded";
  if (isFull && isDelivered && original.type !== "postpaid_bill_payment") await undoSale(tx, original.id);
  return true;
}

async function undoSale(tx: CoreContext, transactionId: string): Promise<void> {
  const [sold] = await tx.db.query<{ id: string }>({
    text: "select id from subscriptions where transaction_id = $1",
    values: [transactionId],
  });
  if (sold) await endSubscription(tx, { subscriptionId: sold.id, cause: "refunded" });
  await returnDiscount(tx, transactionId);
  await revokeReward(tx, transactionId);
}
