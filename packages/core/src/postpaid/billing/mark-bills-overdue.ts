import { billNumber, newId } from "@nexa/contracts";
import { billPayments, bills, postpaidEvents } from "@nexa/db";
import { and, asc, eq, inArray, lte, notExists, sql } from "drizzle-orm";
import { actorId, type CoreContext, withTransaction } from "../../context.ts";
import { getSettings } from "../../settings/index.ts";
import type { BillRow } from "./close-cycle.ts";
import { tellDue } from "./due-notice.ts";
import { insertRows } from "./insert-rows.ts";

const CHUNK = 500;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes bills overdue whose due date has passed unpaid, and tells when the line will be suspended. Safe to run twice and on two workers. A
 * bill whose payment is being confirmed is left until that ends.
 */
export async function markBillsOverdue(ctx: CoreContext): Promise<{ overdue: number }> {
  let overdue = 0;
  for (;;) {
    const chunk = await withTransaction(ctx, markChunk);
    if (chunk === 0) return { overdue };
    overdue += chunk;
  }
}

async function markChunk(tx: CoreContext): Promise<number> {
  const now = tx.clock.now();
  const { suspendAfterDueDays } = await getSettings(tx);
  const rows = await lockDueBills(tx, now);
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row.id);
  await tx.db.orm.update(bills).set({ status: "overdue", overdueAt: now }).where(inArray(bills.id, ids));
  const actor = { actorKind: tx.actor.kind, actorId: actorId(tx.actor) };
  const events = rows.map((bill) => ({
    ...{ id: newId(now), activationId: bill.activationId, kind: "bill_overdue", causeKey: `bill_overdue:${bill.id}` },
    ...{ ...actor, detail: billNumber(bill.number), createdAt: now },
  }));
  await insertRows(tx, postpaidEvents, events);
  await tellDue(tx, rows, { type: "postpaid_overdue", suspendAfterMs: suspendAfterDueDays * DAY_MS });
  return rows.length;
}

function lockDueBills(tx: CoreContext, now: Date): Promise<BillRow[]> {
  const { orm } = tx.db;
  const paying = orm
    .select({ one: sql`1` })
    .from(billPayments)
    .where(and(eq(billPayments.billId, bills.id), eq(billPayments.isLive, true)));
  return orm
    .select()
    .from(bills)
    .where(and(eq(bills.status, "issued"), lte(bills.dueAt, now), notExists(paying)))
    .orderBy(asc(bills.dueAt), asc(bills.id))
    .limit(CHUNK)
    .for("no key update", { of: bills, skipLocked: true });
}
