import { transactions } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext, CustomerActor, PartnerActor } from "../context.ts";
import { transactionsErrors } from "./errors.ts";
import type { TransactionRow } from "./to-transaction.ts";

/** A transaction that the customer paid or the partner sold. Other people's and unknown ones are both `transactions.notFound`. */
export async function ownTransaction(
  { db, actor }: CoreContext<CustomerActor | PartnerActor>,
  transactionId: string,
): Promise<TransactionRow> {
  const isOwn =
    actor.kind === "partner" ? eq(transactions.partnerId, actor.partnerId) : eq(transactions.payerId, actor.customerId);
  const [row] = await db.orm
    .select()
    .from(transactions)
    .where(and(eq(transactions.id, transactionId), isOwn));
  if (!row) throw transactionsErrors.notFound();
  return row;
}
