import { newId } from "@nexa/contracts";
import { lines, payments, subscriptionEvents, subscriptions, transactionEvents, transactions } from "@nexa/db";
import { and, asc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import type { Window } from "./lay-plans.ts";
import type { SaleRows } from "./sale-rows.ts";

/** A statement takes 65,535 values at most. */
const INSERT_ROWS = 1_000;

export type LaidLine = {
  readonly id: string;
  readonly mode: "idle" | "postpaid" | "postpaid_secondary";
  occupied: Window[];
};

/** The lines of numbers under their locks, with when base plans occupy each; made where a number has none. */
export async function lockLines(tx: CoreContext, phones: readonly string[]): Promise<Map<string, LaidLine>> {
  if (phones.length === 0) return new Map();
  const { orm } = tx.db;
  const now = tx.clock.now();
  await orm
    .insert(lines)
    .values(phones.map((phone) => ({ id: newId(now), phone, createdAt: now })))
    .onConflictDoNothing({ target: lines.phone, where: sql`${lines.releasedAt} is null` });
  const locked = await orm
    .select()
    .from(lines)
    .where(and(inArray(lines.phone, [...phones]), isNull(lines.releasedAt)))
    .orderBy(asc(lines.id))
    .for("update");
  const laid = new Map(locked.map((line) => [line.id, { id: line.id, mode: line.mode, occupied: [] as Window[] }]));
  const isOnLine = and(inArray(subscriptions.lineId, [...laid.keys()]), eq(subscriptions.isTopup, false));
  const isNoneOfTime = or(isNull(subscriptions.cancelledAt), gt(subscriptions.cancelledAt, subscriptions.startsAt));
  const { lineId, startsAt, endsAt, cancelledAt } = subscriptions;
  const plans = await orm
    .select({ lineId, startsAt, endsAt, cancelledAt })
    .from(subscriptions)
    .where(and(isOnLine, isNoneOfTime));
  for (const plan of plans) {
    const endsAtMs = Math.min(plan.endsAt.getTime(), plan.cancelledAt?.getTime() ?? Number.POSITIVE_INFINITY);
    laid.get(plan.lineId)?.occupied.push({ startsAt: plan.startsAt.getTime(), endsAt: endsAtMs });
  }
  return new Map(
    locked.flatMap((line) => {
      const known = laid.get(line.id);
      return known ? [[line.phone, known] as const] : [];
    }),
  );
}

/** Writes the rows of sales and what follows from them on the lines and for their owners. */
export async function insertSales(tx: CoreContext, rows: SaleRows): Promise<void> {
  const { orm } = tx.db;
  for (const some of inParts(rows.transactions)) await orm.insert(transactions).values(some);
  for (const some of inParts(rows.transactionEvents)) await orm.insert(transactionEvents).values(some);
  for (const some of inParts(rows.payments)) await orm.insert(payments).values(some);
  for (const some of inParts(rows.subscriptions)) await orm.insert(subscriptions).values(some);
  for (const some of inParts(rows.subscriptionEvents)) await orm.insert(subscriptionEvents).values(some);
  const lineIds = [...new Set(rows.subscriptions.map((row) => row.lineId))];
  await tx.db.query({
    text: `update lines l set base_ends_at = s.ends_at from (
        select line_id, max(least(ends_at, cancelled_at)) as ends_at from subscriptions where line_id = any($1::uuid[]) and not is_topup group by line_id
      ) s where l.id = s.line_id`,
    values: [lineIds],
  });
  await tx.db.query({
    text: `update customers c set last_active_plan_at = greatest(c.last_active_plan_at, l.ends_at) from (
        select owner_id, max(base_ends_at) as ends_at from lines where id = any($1::uuid[]) and owner_id is not null group by owner_id
      ) l where c.id = l.owner_id and l.ends_at is not null`,
    values: [lineIds],
  });
}

function* inParts<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += INSERT_ROWS) yield rows.slice(at, at + INSERT_ROWS);
}
