import type { AdminListQueuedSubscriptionsInput, AdminListQueuedSubscriptionsOutput } from "@nexa/contracts";
import { subscriptions } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { findAdminPage } from "./admin-subscriptions.ts";
import { hasStatus } from "./subscription-conditions.ts";

/** Plans that wait on any line, with their position there, soonest to start first. */
export async function adminListQueuedSubscriptions(
  ctx: CoreContext<AdminActor>,
  input: AdminListQueuedSubscriptionsInput,
): Promise<AdminListQueuedSubscriptionsOutput> {
  const now = ctx.clock.now();
  const where = and(
    hasStatus("queued", now),
    eq(subscriptions.isTopup, false),
    // Always so for a plan that has not started; said for the sake of the partial index.
    isNull(subscriptions.startRecordedAt),
  );
  return findAdminPage(ctx, input, { where, column: subscriptions.startsAt, now });
}
