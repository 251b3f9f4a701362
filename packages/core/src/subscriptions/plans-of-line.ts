import { lines, subscriptions } from "@nexa/db";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { lockLine } from "./line-lock.ts";
import { recordBoundariesOfLine } from "./record-boundaries-of-lines.ts";
import { recordEvents } from "./record-events.ts";
import type { SubscriptionRow } from "./to-subscription.ts";

/** What runs and waits on a line that the running transaction holds locked. */
export type PlansOfLine = {
  lineId: string;
  /** The line's own instant: see `LockedLine`. */
  now: Date;
  /** The running base plan and top-ups. */
  running: SubscriptionRow[];
  waiting: SubscriptionRow[];
};

/** Locks owner and line, records the starts and ends that have passed, so that nothing is told later, and reads what is left. */
export async function lockPlansOfLine(tx: CoreContext, lineId: string): Promise<PlansOfLine> {
  const line = await lockLine(tx, lineId);
  await recordBoundariesOfLine(tx, line);
  const live = await tx.db.orm
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.lineId, lineId), isNull(subscriptions.cancelledAt), gt(subscriptions.endsAt, line.now)))
    .orderBy(asc(subscriptions.startsAt), asc(subscriptions.id));
  const isWaiting = (row: SubscriptionRow) => !row.isTopup && row.startsAt > line.now;
  return {
    lineId,
    now: line.now,
    running: live.filter((row) => !isWaiting(row)),
    waiting: live.filter(isWaiting),
  };
}

/**
 * Ends what runs on a line without money going back, as when its owner closes the account: the rest is forfeited. In the transaction that
 * holds `plans`; nothing waits on the line.
 */
export async function forfeitPlans(tx: CoreContext, plans: PlansOfLine): Promise<void> {
  const { lineId, now, running } = plans;
  if (running.length === 0) return;
  // A top-up that starts milliseconds ahead was sold by a server whose clock is; it ends where it starts.
  const endOf = (row: SubscriptionRow) => new Date(Math.max(row.startsAt.getTime(), now.getTime()));
  const ended = running.map((row) => ({ ...row, endsAt: endOf(row) }));
  for (const { id, endsAt } of ended) {
    await tx.db.orm
      .update(subscriptions)
      .set({ endsAt, cancelledAt: now, endRecordedAt: now })
      .where(eq(subscriptions.id, id));
  }
  await recordEvents(
    tx,
    ended.map(({ id, startsAt, endsAt }) => ({
      ...{ subscriptionId: id, lineId, kind: "cancelled" as const, causeKey: `cancelled:${id}` },
      ...{ startsAt, endsAt, at: now },
    })),
  );
  if (ended.some((row) => !row.isTopup)) {
    await tx.db.orm.update(lines).set({ baseEndsAt: now }).where(eq(lines.id, lineId));
  }
}
