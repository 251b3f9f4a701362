import { customers, subscriptions } from "@nexa/db";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { enqueueNotices } from "../notifications/index.ts";
import { subscriptionsErrors } from "./errors.ts";
import { layQueue } from "./lay-queue.ts";
import { type LockedLine, lockLine } from "./line-lock.ts";
import { recordBoundariesOfLine } from "./record-boundaries-of-lines.ts";
import { recordEvents } from "./record-events.ts";
import { type SubscriptionRow, statusOf } from "./to-subscription.ts";
import { notWaiting } from "./waiting-plans.ts";

export type EndSubscriptionInput = {
  subscriptionId: string;
  /** `cancelled` by the owner or payer (only while it waits) or `refunded` by staff (also while it runs). */
  cause: "refunded" | "cancelled";
};
export type EndSubscriptionOutput = { wasRunning: boolean; wasQueued: boolean };

/**
 * Ends a plan because its money goes back: one that runs ends now, one that waits is cancelled, and the followers move up. Call it in
 * the transaction that holds the transaction row; it locks owner and line. A refund changes nothing on a plan that has ended already.
 *
 * @throws subscriptions.notFound; for cause `cancelled` alreadyRunning, alreadyEnded when the plan has started or ended meanwhile.
 */
export async function endSubscription(tx: CoreContext, input: EndSubscriptionInput): Promise<EndSubscriptionOutput> {
  const lineId = (await load(tx, input.subscriptionId)).lineId;
  const line = await lockLine(tx, lineId);
  await recordBoundariesOfLine(tx, line);
  const row = await load(tx, input.subscriptionId);
  const status = statusOf(row, line.now);
  // A top-up never waits: one that looks so was sold by a server whose clock is milliseconds ahead.
  const wasQueued = status === "queued" && !row.isTopup;
  const wasRunning = status === "active" || (status === "queued" && row.isTopup);
  if (!wasQueued && input.cause === "cancelled") throw notWaiting(row, line.now);
  if (!wasQueued && !wasRunning) return { wasRunning, wasQueued };
  await markEnded(tx, line, row, input.cause, wasRunning);
  if (!row.isTopup) {
    await layQueue(tx, line, {
      running: wasRunning ? null : line.running,
      waiting: line.waiting.filter((each) => each.id !== row.id),
      causeId: `${input.cause}:${row.id}`,
    });
    await recordBoundariesOfLine(tx, line);
  }
  return { wasRunning, wasQueued };
}

async function load(tx: CoreContext, subscriptionId: string): Promise<SubscriptionRow> {
  const [row] = await tx.db.orm.select().from(subscriptions).where(eq(subscriptions.id, subscriptionId));
  if (!row) throw subscriptionsErrors.notFound();
  return row;
}

async function markEnded(
  tx: CoreContext,
  line: LockedLine,
  row: SubscriptionRow,
  cause: "refunded" | "cancelled",
  wasRunning: boolean,
): Promise<void> {
  const endsAt = wasRunning ? new Date(Math.max(line.now.getTime(), row.startsAt.getTime())) : row.endsAt;
  await tx.db.orm
    .update(subscriptions)
    .set({ endsAt, cancelledAt: line.now, endRecordedAt: line.now })
    .where(eq(subscriptions.id, row.id));
  await recordEvents(tx, [
    {
      subscriptionId: row.id,
      lineId: line.id,
      kind: cause,
      causeKey: `${cause}:${row.id}`,
      startsAt: row.startsAt,
      endsAt,
      at: line.now,
    },
  ]);
  await enqueueNotices(tx, [
    {
      type: "plan_cancelled",
      customerId: line.ownerId,
      phone: line.phone,
      lineId: line.id,
      params: { planName: row.terms.planName, phone: line.phone },
      causeKey: `plan_cancelled:${row.id}`,
    },
  ]);
  if (wasRunning && !row.isTopup) await noteLastActivePlan(tx, line);
}

/** The plan's owner had an active base plan until now; inactivity counts from here. */
async function noteLastActivePlan(tx: CoreContext, line: LockedLine): Promise<void> {
  if (line.lockedOwnerId === null) return;
  await tx.db.orm
    .update(customers)
    .set({ lastActivePlanAt: line.now })
    .where(
      and(
        eq(customers.id, line.lockedOwnerId),
        or(isNull(customers.lastActivePlanAt), lt(customers.lastActivePlanAt, line.now)),
      ),
    );
}
