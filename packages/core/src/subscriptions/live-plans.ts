import type { Subscription } from "@nexa/contracts";
import { lines, subscriptions } from "@nexa/db";
import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { DATA_USED } from "./subscription-conditions.ts";
import { type SubscriptionOnLine, toSubscription } from "./to-subscription.ts";

export type LivePlans = {
  /** The base plan that runs, or null. */
  running: Subscription | null;
  topups: Subscription[];
  /** Next to start first. */
  waiting: Subscription[];
};

/** What runs and waits on a line at `now`. */
export async function readLivePlans(ctx: CoreContext, lineId: string, now: Date): Promise<LivePlans> {
  const plansOf = await readLivePlansOfLines(ctx, [lineId], now);
  return plansOf(lineId);
}

/** What runs and waits at `now` on each of several lines, read at once and answered by line. */
export async function readLivePlansOfLines(
  ctx: CoreContext,
  lineIds: readonly string[],
  now: Date,
): Promise<(lineId: string) => LivePlans> {
  const found = await ctx.db.orm
    .select({ row: subscriptions, phone: lines.phone, dataUsedBytes: DATA_USED })
    .from(subscriptions)
    .innerJoin(lines, eq(lines.id, subscriptions.lineId))
    .where(
      and(
        inArray(subscriptions.lineId, [...lineIds]),
        isNull(subscriptions.cancelledAt),
        gt(subscriptions.endsAt, now),
      ),
    )
    .orderBy(asc(subscriptions.startsAt), asc(subscriptions.id));
  const byLine = Map.groupBy(found, ({ row }) => row.lineId);
  return (lineId) =>
    toLivePlans(
      (byLine.get(lineId) ?? []).map(({ row, phone, dataUsedBytes }) => ({ ...row, phone, dataUsedBytes })),
      now,
    );
}

function toLivePlans(live: readonly SubscriptionOnLine[], now: Date): LivePlans {
  const base = live.filter((row) => !row.isTopup);
  const running = base.find((row) => row.startsAt <= now);
  return {
    running: running ? toSubscription(running, null, now) : null,
    topups: live.filter((row) => row.isTopup).map((row) => toSubscription(row, null, now)),
    waiting: base.filter((row) => row.startsAt > now).map((row, index) => toSubscription(row, index + 1, now)),
  };
}
