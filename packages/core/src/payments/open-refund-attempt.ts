import { newId } from "@nexa/contracts";
import { payments, transactionEvents, transactions } from "@nexa/db";
import { and, eq, sql } from "drizzle-orm";
import { actorId, type CoreContext } from "../context.ts";

export type NewRefund = {
  /** The transaction whose money goes back, locked by the caller. */
  original: typeof transactions.$inferSelect;
  refundId: string;
  attemptId: string;
  amountMinor: number;
  /** In words, for payer and staff. */
  reason: string;
  cause: "requested" | "returned";
};

/**
 * Writes a refund to be carried out after commit: raises what is requested back (the CHECK on it is the guard against refunding more
 * than was captured), and adds the refund's transaction, attempt and event.
 */
export async function openRefundAttempt(tx: CoreContext, refund: NewRefund): Promise<void> {
  const { orm } = tx.db;
  const createdAt = tx.clock.now();
  const { original, refundId, attemptId, amountMinor } = refund;
  const { payerId, partnerId, lineId, recipientPhone, planId, terms, currency, paymentMethod } = original;
  const [charge] = await orm
    .select()
    .from(payments)
    .where(and(eq(payments.transactionId, original.id), eq(payments.kind, "charge")));
  if (!charge) throw new Error(`transaction ${original.id} has no charge`);
  await orm
    .update(transactions)
    .set({ refundRequestedMinor: sql`${transactions.refundRequestedMinor} + ${amountMinor}` })
    .where(eq(transactions.id, original.id));
  await orm.insert(transactions).values({
    ...{ payerId, partnerId, lineId, recipientPhone, planId, terms, currency, paymentMethod },
    ...{ id: refundId, type: "refund_adjustment", refundOfId: original.id, detail: refund.reason },
    ...{ originalAmountMinor: amountMinor, finalAmountMinor: amountMinor, createdAt },
  });
  await orm.insert(payments).values({
    ...{ id: attemptId, transactionId: refundId, kind: "refund", provider: charge.provider, chargeId: charge.id },
    ...{ amountMinor, currency, createdAt, updatedAt: createdAt },
  });
  await orm.insert(transactionEvents).values({
    ...{ id: newId(createdAt), transactionId: refundId, toStatus: "pending", cause: refund.cause },
    ...{ actorKind: tx.actor.kind, actorId: actorId(tx.actor), amountMinor, createdAt },
  });
}
