import { idRangeOfReference, parsePhone, type TransactionType } from "@nexa/contracts";
import { customers, lines, transactions } from "@nexa/db";
import { and, between, eq, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { referencePrefixOf } from "./to-transaction.ts";

const PHONE_LIKE = /^\+?[0-9 ().-]{4,}$/;
const MAX_MATCHES = 500;
/** Fewer digits are taken as the end of a number, even where they could be a short number of their own. */
const WHOLE_NUMBER_DIGITS = 10;

type PhoneMatch = (column: typeof lines.phone | typeof customers.phone | typeof transactions.recipientPhone) => SQL;

const TYPES: readonly TransactionType[] = [
  "prepaid_recharge",
  "topup_purchase",
  "postpaid_bill_payment",
  "refund_adjustment",
];

/**
 * What staff type into the search box: a reference, a phone number of recipient or payer (or its last digits), or words of the payer's
 * name. Numbers and names are looked up first, at most 500 of each, so that the transactions are found through their indexes.
 */
export async function searchCondition(ctx: CoreContext, text: string): Promise<SQL | undefined> {
  const range = idRangeOfReference(text);
  const type = TYPES.find((each) => referencePrefixOf(each) === range?.prefix);
  if (range && type) return and(eq(transactions.type, type), between(transactions.id, range.from, range.to));
  if (PHONE_LIKE.test(text)) return phoneCondition(ctx, text);
  return nameCondition(ctx, text);
}

/** Transactions that a number received or paid for. */
async function phoneCondition(ctx: CoreContext, text: string): Promise<SQL | undefined> {
  const phone = parsePhone(text, ctx.runtime.config.operator.country);
  const digits = text.replaceAll(/\D/g, "");
  const isWhole = phone !== null && digits.length >= WHOLE_NUMBER_DIGITS;
  const matches: PhoneMatch = (column) => (isWhole ? eq(column, phone) : ilike(column, `%${digits}`));
  const payers = await ctx.db.orm
    .select({ id: customers.id })
    .from(customers)
    .where(matches(customers.phone))
    .limit(MAX_MATCHES);
  return or(await receivedBy(ctx, matches), anyOf(transactions.payerId, payers));
}

/** Transactions for numbers, found through their lines. A first payment for a new number that failed never met its line. */
export async function receivedBy(ctx: CoreContext, matches: PhoneMatch): Promise<SQL | undefined> {
  const found = await ctx.db.orm.select({ id: lines.id }).from(lines).where(matches(lines.phone)).limit(MAX_MATCHES);
  return or(anyOf(transactions.lineId, found), and(isNull(transactions.lineId), matches(transactions.recipientPhone)));
}

/** Transactions of payers whose name has every word. */
async function nameCondition(ctx: CoreContext, text: string): Promise<SQL | undefined> {
  const words = text.split(/\s+/).map((word) => word.replaceAll(/[\\%_]/g, "\\$&"));
  const payers = await ctx.db.orm
    .select({ id: customers.id })
    .from(customers)
    .where(and(...words.map((word) => ilike(customers.fullName, `%${word}%`))))
    .limit(MAX_MATCHES);
  return anyOf(transactions.payerId, payers);
}

function anyOf(column: typeof transactions.lineId | typeof transactions.payerId, rows: { id: string }[]): SQL {
  if (rows.length === 0) return sql`false`;
  return inArray(
    column,
    rows.map((row) => row.id),
  );
}
