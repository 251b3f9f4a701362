import { transactions } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { transactionsErrors } from "./errors.ts";
import type { TransactionRow } from "./to-transaction.ts";

/** A transaction of the signed-in customer. Other people's and unknown ones are both `transactions.notFound`. */
export async function ownTransaction(ctx: CoreContext<CustomerActor>, transactionId: string): Promise<TransactionRow> {
  const [row] = await ctx.db.orm
    .select()
    .from(transactions)
    .where(and(eq(transactions.id, transactionId), eq(transactions.payerId, ctx.actor.customerId)));
  if (!row) throw transactionsErrors.notFound();
  return row;
}
