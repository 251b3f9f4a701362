import { parsePhone, type TransactionFilters } from "@nexa/contracts";
import { customers, type Database, partners, transactions } from "@nexa/db";
import { and, asc, desc, eq, gt, gte, lt, lte, type SQL, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { madeBetween } from "./id-range.ts";
import { receivedBy, searchCondition } from "./search-transactions.ts";
import type { WithPeople } from "./to-admin-transaction.ts";

export type TransactionOrder = "newest" | "oldest";
/** Which transactions, in which order. The same set page after page, whatever names and numbers were looked up for it. */
export type TransactionSet = { readonly conditions: readonly (SQL | undefined)[]; readonly order: TransactionOrder };

/** The set that filters stand for. Names and numbers in them are looked up here, once. */
export async function transactionSet(ctx: CoreContext, input: TransactionFilters): Promise<TransactionSet> {
  const conditions: (SQL | undefined)[] = [...fieldConditions(input), ...madeBetween(input)];
  const phone = input.recipientPhoneNumber;
  if (phone !== undefined) conditions.push(await recipientCondition(ctx, phone));
  if (input.search !== undefined) conditions.push(await searchCondition(ctx, input.search));
  return { conditions, order: input.sort ?? "newest" };
}

/** The transactions of a set that follow `after`, with who paid or sold, at most `limit`. */
export function readTransactions(
  { orm }: Pick<Database, "orm">,
  { conditions, order }: TransactionSet,
  { after, limit }: { after: string | null; limit: number },
): Promise<WithPeople[]> {
  const isNewestFirst = order === "newest";
  const follows = after === null ? undefined : (isNewestFirst ? lt : gt)(transactions.id, after);
  return orm
    .select({
      row: transactions,
      payer: { id: customers.id, fullName: customers.fullName, phone: customers.phone, status: customers.status },
      partner: { id: partners.id, name: partners.name },
    })
    .from(transactions)
    .leftJoin(customers, eq(customers.id, transactions.payerId))
    .leftJoin(partners, eq(partners.id, transactions.partnerId))
    .where(and(...conditions, follows))
    .orderBy(isNewestFirst ? desc(transactions.id) : asc(transactions.id))
    .limit(limit);
}

/** How many transactions a set has. Reads all of them. */
export async function countTransactions({ orm }: Pick<Database, "orm">, set: TransactionSet): Promise<number> {
  return orm.$count(transactions, and(...set.conditions));
}

function fieldConditions(input: TransactionFilters): SQL[] {
  const conditions: SQL[] = [];
  if (input.status !== undefined) conditions.push(eq(transactions.status, input.status));
  if (input.type !== undefined) conditions.push(eq(transactions.type, input.type));
  if (input.payerId !== undefined) conditions.push(eq(transactions.payerId, input.payerId));
  if (input.partnerId !== undefined) conditions.push(eq(transactions.partnerId, input.partnerId));
  if (input.lineId !== undefined) conditions.push(eq(transactions.lineId, input.lineId));
  if (input.planId !== undefined) conditions.push(eq(transactions.planId, input.planId));
  if (input.offerId !== undefined) conditions.push(eq(transactions.offerId, input.offerId));
  if (input.refundOfId !== undefined) conditions.push(eq(transactions.refundOfId, input.refundOfId));
  if (input.paymentMethod !== undefined) conditions.push(eq(transactions.paymentMethod, input.paymentMethod));
  if (input.discountType !== undefined) conditions.push(eq(transactions.discountType, input.discountType));
  if (input.minAmountMinor !== undefined) conditions.push(gte(transactions.finalAmountMinor, input.minAmountMinor));
  if (input.maxAmountMinor !== undefined) conditions.push(lte(transactions.finalAmountMinor, input.maxAmountMinor));
  return conditions;
}

/** No transaction is for a number that is no phone number. */
async function recipientCondition(ctx: CoreContext, text: string): Promise<SQL | undefined> {
  const phone = parsePhone(text, ctx.runtime.config.operator.country);
  return phone === null ? sql`false` : receivedBy(ctx, { phone });
}
