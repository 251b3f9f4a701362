import { customers, lines } from "@nexa/db";
import { and, asc, inArray, isNull, or } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";
import { recordBoundariesOfLines } from "./record-boundaries-of-lines.ts";

const CHUNK = 200;

export type RecordPlanBoundariesOutput = {
  /** Starts and ends written by this run. */
  recorded: number;
};

/**
 * The worker's verb: writes events and notices of plans whose start or end has passed. Reads never depend on it. It may run late, twice
 * or on two workers: each boundary is recorded once, under its line's lock. Lines that are busy are left to the next run.
 */
export async function recordPlanBoundaries(ctx: CoreContext): Promise<RecordPlanBoundariesOutput> {
  let recorded = 0;
  for (;;) {
    const chunk = await withTransaction(ctx, recordChunk);
    if (chunk === 0) return { recorded };
    recorded += chunk;
  }
}

async function recordChunk(tx: CoreContext): Promise<number> {
  const now = tx.clock.now();
  const due = await findDueLines(tx, now);
  const held = await lockFreeLines(tx, due);
  return recordBoundariesOfLines(tx, { ...held, now });
}

async function findDueLines(tx: CoreContext, now: Date): Promise<string[]> {
  const rows = await tx.db.query<{ line_id: string }>({
    name: "subscriptions.due-lines",
    text: `select distinct line_id from (
        (select line_id from subscriptions where start_recorded_at is null and cancelled_at is null and starts_at <= $1
          order by starts_at limit $2)
        union all
        (select line_id from subscriptions where end_recorded_at is null and cancelled_at is null and ends_at <= $1
          order by ends_at limit $2)
      ) due`,
    values: [now, CHUNK],
  });
  return rows.map((row) => row.line_id);
}

/** Locks owners, then lines, in id order, passing over those another transaction holds. */
async function lockFreeLines(tx: CoreContext, lineIds: string[]) {
  const { orm } = tx.db;
  if (lineIds.length === 0) return { lineIds, lockedOwnerIds: [] };
  const owners = orm.select({ id: lines.ownerId }).from(lines).where(inArray(lines.id, lineIds));
  const locked = await orm
    .select({ id: customers.id })
    .from(customers)
    .where(inArray(customers.id, owners))
    .orderBy(asc(customers.id))
    .for("no key update", { skipLocked: true });
  const lockedOwnerIds = locked.map((row) => row.id);
  const free = await orm
    .select({ id: lines.id })
    .from(lines)
    .where(
      and(
        inArray(lines.id, lineIds),
        or(isNull(lines.ownerId), lockedOwnerIds.length > 0 ? inArray(lines.ownerId, lockedOwnerIds) : undefined),
      ),
    )
    .orderBy(asc(lines.id))
    .for("no key update", { skipLocked: true });
  return { lineIds: free.map((row) => row.id), lockedOwnerIds };
}
