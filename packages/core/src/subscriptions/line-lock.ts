import { customers, lines, subscriptions } from "@nexa/db";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { subscriptionsErrors } from "./errors.ts";
import { type SubscriptionRow, statusOf } from "./to-subscription.ts";

/** A line held by the running transaction, with the chain of its base plans at the line's own instant. */
export type LockedLine = {
  id: string;
  phone: string;
  ownerId: string | null;
  /** The owner whose customer row is locked too, so that it may be written. */
  lockedOwnerId: string | null;
  /** The instant the change happens at: taken after the wait for the lock, never before what is recorded on the line already. */
  now: Date;
  running: SubscriptionRow | null;
  /** Next to start first. */
  waiting: SubscriptionRow[];
};

/** Locks the owner's row, then the line (the lock order of the design), and reads the line's chain under the lock. */
export async function lockLine(tx: CoreContext, lineId: string): Promise<LockedLine> {
  const { orm } = tx.db;
  const lockedOwnerId = await lockOwner(tx, lineId);
  const [line] = await orm
    .select({ id: lines.id, phone: lines.phone, ownerId: lines.ownerId })
    .from(lines)
    .where(eq(lines.id, lineId))
    .for("no key update");
  if (!line) throw subscriptionsErrors.notFound();
  const clockNow = tx.clock.now();
  const chain = await orm
    .select()
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.lineId, lineId),
        eq(subscriptions.isTopup, false),
        isNull(subscriptions.cancelledAt),
        gt(subscriptions.endsAt, clockNow),
      ),
    )
    .orderBy(asc(subscriptions.startsAt), asc(subscriptions.id));
  const now = instantOf(chain, clockNow);
  return {
    ...line,
    lockedOwnerId: lockedOwnerId === line.ownerId ? lockedOwnerId : null,
    now,
    running: chain.find((row) => statusOf(row, now) === "active") ?? null,
    waiting: chain.filter((row) => statusOf(row, now) === "queued"),
  };
}

async function lockOwner(tx: CoreContext, lineId: string): Promise<string | null> {
  const [line] = await tx.db.orm.select({ ownerId: lines.ownerId }).from(lines).where(eq(lines.id, lineId));
  const ownerId = line?.ownerId ?? null;
  if (ownerId === null) return null;
  await tx.db.orm.select({ id: customers.id }).from(customers).where(eq(customers.id, ownerId)).for("no key update");
  return ownerId;
}

/** Servers' clocks may differ by milliseconds: a line's time does not go back behind a start or end that is recorded on it. */
function instantOf(chain: readonly SubscriptionRow[], clockNow: Date): Date {
  const recorded = chain.flatMap((row) => [
    ...(row.startRecordedAt === null ? [] : [row.startsAt.getTime()]),
    ...(row.endRecordedAt === null ? [] : [row.endsAt.getTime()]),
  ]);
  return new Date(Math.max(clockNow.getTime(), ...recorded));
}
