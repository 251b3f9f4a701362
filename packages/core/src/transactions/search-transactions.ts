import { idRangeOfReference, parsePhone, type TransactionType } from "@nexa/contracts";
import { customers, lines, transactions } from "@nexa/db";
import { and, between, eq, ilike, inArray, isNull, like, or, type SQL, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { referencePrefixOf } from "./to-transaction.ts";

/** Without a digit it would be the end of every number. */
const PHONE_LIKE = /^(?=.*[0-9])\+?[0-9 ().-]{4,}$/;
/** As many are looked up first, so that their transactions are found through the indexes. More than that fill pages without. */
const MAX_MATCHES = 500;
/** Fewer digits are taken as the end of a number, even where they could be a short number of their own. */
const WHOLE_NUMBER_DIGITS = 10;

/** A number, or the digits that numbers end with. */
type PhoneMatch = { readonly phone: string } | { readonly lastDigits: string };

const TYPES: readonly TransactionType[] = [
  "prepaid_recharge",
  "topup_purchase",
  "postpaid_bill_payment",
  "refund_adjustment",
];

/** What staff type into the search box: a reference, a phone number of recipient or payer (or its last digits), or words of the payer's name. */
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
  const match: PhoneMatch = isWhole ? { phone } : { lastDigits: digits };
  const payers = isWhole ? eq(customers.phone, phone) : like(customers.phone, `%${digits}`);
  return or(await receivedBy(ctx, match), await paidBy(ctx, payers));
}

/** Transactions for numbers, found through their lines. A first payment for a new number that failed never met its line. */
export async function receivedBy(ctx: CoreContext, match: PhoneMatch): Promise<SQL | undefined> {
  const isMeant = "phone" in match ? eq(lines.phone, match.phone) : endsWith(match.lastDigits);
  const isReceiver =
    "phone" in match
      ? eq(transactions.recipientPhone, match.phone)
      : like(transactions.recipientPhone, `%${match.lastDigits}`);
  const ids = () => ctx.db.orm.select({ id: lines.id }).from(lines).where(isMeant);
  const found = await ids().limit(MAX_MATCHES + 1);
  const throughLine = found.length > MAX_MATCHES ? inArray(transactions.lineId, ids()) : anyOf("lineId", found);
  return or(throughLine, and(isNull(transactions.lineId), isReceiver));
}

/** By the index over the numbers read backwards. */
function endsWith(digits: string): SQL {
  return sql`reverse(${lines.phone}) like ${`${[...digits].reverse().join("")}%`}`;
}

/** Transactions of payers whose name has every word. */
async function nameCondition(ctx: CoreContext, text: string): Promise<SQL | undefined> {
  const words = text.split(/\s+/).map((word) => word.replaceAll(/[\\%_]/g, "\\$&"));
  return paidBy(ctx, and(...words.map((word) => ilike(customers.fullName, `%${word}%`))));
}

async function paidBy(ctx: CoreContext, isMeant: SQL | undefined): Promise<SQL> {
  const ids = () => ctx.db.orm.select({ id: customers.id }).from(customers).where(isMeant);
  const found = await ids().limit(MAX_MATCHES + 1);
  return found.length > MAX_MATCHES ? inArray(transactions.payerId, ids()) : anyOf("payerId", found);
}

function anyOf(column: "lineId" | "payerId", rows: { id: string }[]): SQL {
  if (rows.length === 0) return sql`false`;
  return inArray(
    transactions[column],
    rows.map((row) => row.id),
  );
}
