import { type AdminListTransactionsInput, type AdminListTransactionsOutput, parsePhone, toPage } from "@nexa/contracts";
import { customers, partners, transactions } from "@nexa/db";
import { and, asc, desc, eq, gt, gte, lt, lte, type SQL, sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { cursorId } from "./cursor-id.ts";
import { madeBetween } from "./id-range.ts";
import { receivedBy, searchCondition } from "./search-transactions.ts";
import { toAdminTransaction } from "./to-admin-transaction.ts";

/** Every customer's transactions for staff, by every field, newest first unless asked otherwise. Amounts in minor units. */
export async function adminListTransactions(
  ctx: CoreContext<AdminActor>,
  input: AdminListTransactionsInput,
): Promise<AdminListTransactionsOutput> {
  const order = input.sort ?? "newest";
  const after = cursorId(input.cursor, order);
  const conditions: (SQL | undefined)[] = [...fieldConditions(input), ...madeBetween(input)];
  const phone = input.recipientPhoneNumber;
  if (phone !== undefined) conditions.push(await recipientCondition(ctx, phone));
  if (input.search !== undefined) conditions.push(await searchCondition(ctx, input.search));
  if (after !== null) conditions.push(order === "newest" ? lt(transactions.id, after) : gt(transactions.id, after));
  const rows = await ctx.db.orm
    .select({
      row: transactions,
      payer: { id: customers.id, fullName: customers.fullName, phone: customers.phone, status: customers.status },
      partner: { id: partners.id, name: partners.name },
    })
    .from(transactions)
    .leftJoin(customers, eq(customers.id, transactions.payerId))
    .leftJoin(partners, eq(partners.id, transactions.partnerId))
    .where(and(...conditions))
    .orderBy(order === "newest" ? desc(transactions.id) : asc(transactions.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, ({ row }) => [order, row.id]);
  return { items: page.items.map(toAdminTransaction), nextCursor: page.nextCursor };
}

function fieldConditions(input: AdminListTransactionsInput): SQL[] {
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
  return phone === null ? sql`false` : receivedBy(ctx, (column) => eq(column, phone));
}
