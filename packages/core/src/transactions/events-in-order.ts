import { transactionEvents } from "@nexa/db";
import { asc, eq, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

export type TransactionEventRow = typeof transactionEvents.$inferSelect;

/** A transaction's status moves, oldest first. Moves of one millisecond come in the order that statuses can follow each other. */
export function eventsInOrder(ctx: CoreContext, transactionId: string): Promise<TransactionEventRow[]> {
  const stage = sql`case ${transactionEvents.toStatus}
    when 'pending' then 0 when 'refunded' then 3 when 'partially_refunded' then 2 else 1 end`;
  return ctx.db.orm
    .select()
    .from(transactionEvents)
    .where(eq(transactionEvents.transactionId, transactionId))
    .orderBy(asc(transactionEvents.createdAt), stage, asc(transactionEvents.id));
}

/** The contract's form of a status move. */
export function toTransactionEvent(row: TransactionEventRow) {
  const { fromStatus, toStatus, cause, actorKind, amountMinor } = row;
  return { fromStatus, toStatus, cause, actorKind, amountMinor, createdAt: row.createdAt.toISOString() };
}
