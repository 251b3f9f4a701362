import { type ListTransactionsInput, type ListTransactionsOutput, toPage } from "@nexa/contracts";
import { transactions } from "@nexa/db";
import { and, desc, eq, lt, type SQL } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { cursorId } from "./cursor-id.ts";
import { madeBetween } from "./id-range.ts";
import { toTransaction } from "./to-transaction.ts";

const ORDER = "newest";

/** What the signed-in customer paid and got back, newest first. */
export async function listTransactions(
  ctx: CoreContext<CustomerActor>,
  input: ListTransactionsInput,
): Promise<ListTransactionsOutput> {
  const after = cursorId(input.cursor, ORDER);
  const conditions: SQL[] = [eq(transactions.payerId, ctx.actor.customerId), ...madeBetween(input)];
  if (after !== null) conditions.push(lt(transactions.id, after));
  if (input.type !== undefined) conditions.push(eq(transactions.type, input.type));
  if (input.status !== undefined) conditions.push(eq(transactions.status, input.status));
  const rows = await ctx.db.orm
    .select()
    .from(transactions)
    .where(and(...conditions))
    .orderBy(desc(transactions.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => [ORDER, row.id]);
  return { items: page.items.map(toTransaction), nextCursor: page.nextCursor };
}
