import { billPayments, bills, notificationCauses } from "@nexa/db";
import { and, asc, eq, gt, lte, notExists, sql } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../../context.ts";
import { tellDue } from "./due-notice.ts";

const CHUNK = 500;
const DAYS_BEFORE = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reminds of bills that are due within three days, once each however often it runs. A bill whose payment is being confirmed is left
 * until that ends.
 */
export async function remindDueBills(ctx: CoreContext): Promise<{ reminded: number }> {
  let reminded = 0;
  for (;;) {
    const chunk = await withTransaction(ctx, remindChunk);
    reminded += chunk;
    if (chunk < CHUNK) return { reminded };
  }
}

async function remindChunk(tx: CoreContext): Promise<number> {
  const now = tx.clock.now();
  const { orm } = tx.db;
  const told = orm
    .select({ one: sql`1` })
    .from(notificationCauses)
    .where(eq(notificationCauses.causeKey, sql`'postpaid_due_date:' || ${bills.id}`));
  const paying = orm
    .select({ one: sql`1` })
    .from(billPayments)
    .where(and(eq(billPayments.billId, bills.id), eq(billPayments.isLive, true)));
  const rows = await orm
    .select()
    .from(bills)
    .where(
      and(
        eq(bills.status, "issued"),
        gt(bills.dueAt, now),
        lte(bills.dueAt, new Date(now.getTime() + DAYS_BEFORE * DAY_MS)),
        notExists(told),
        notExists(paying),
      ),
    )
    .orderBy(asc(bills.dueAt), asc(bills.id))
    .limit(CHUNK);
  await tellDue(tx, rows, { type: "postpaid_due_date" });
  return rows.length;
}
