import type { Subscription } from "@nexa/contracts";
import { lines, subscriptions } from "@nexa/db";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { toSubscription } from "./to-subscription.ts";

export type LivePlans = {
  /** The base plan that runs, or null. */
  running: Subscription | null;
  topups: Subscription[];
  /** Next to start first. */
  waiting: Subscription[];
};

/** What runs and waits on a line at `now`. */
export async function readLivePlans(ctx: CoreContext, lineId: string, now: Date): Promise<LivePlans> {
  const found = await ctx.db.orm
    .select({ row: subscriptions, phone: lines.phone })
    .from(subscriptions)
    .innerJoin(lines, eq(lines.id, subscriptions.lineId))
    .where(and(eq(subscriptions.lineId, lineId), isNull(subscriptions.cancelledAt), gt(subscriptions.endsAt, now)))
    .orderBy(asc(subscriptions.startsAt), asc(subscriptions.id));
  const live = found.map(({ row, phone }) => ({ ...row, phone }));
  const base = live.filter((row) => !row.isTopup);
  const running = base.find((row) => row.startsAt <= now);
  return {
    running: running ? toSubscription(running, null, now) : null,
    topups: live.filter((row) => row.isTopup).map((row) => toSubscription(row, null, now)),
    waiting: base.filter((row) => row.startsAt > now).map((row, index) => toSubscription(row, index + 1, now)),
  };
}
