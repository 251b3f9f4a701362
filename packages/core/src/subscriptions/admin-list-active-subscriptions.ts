import type { AdminListActiveSubscriptionsInput, AdminListActiveSubscriptionsOutput } from "@nexa/contracts";
import { subscriptions } from "@nexa/db";
import { and, eq, isNull, lt } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { findAdminPage } from "./admin-subscriptions.ts";
import { hasStatus } from "./subscription-conditions.ts";

/** Plans that run now on any line, base plans and top-ups, soonest to end first. */
export async function adminListActiveSubscriptions(
  ctx: CoreContext<AdminActor>,
  input: AdminListActiveSubscriptionsInput,
): Promise<AdminListActiveSubscriptionsOutput> {
  const now = ctx.clock.now();
  const where = and(
    hasStatus("active", now),
    // Always so for a plan that has not ended; said for the sake of the partial index.
    isNull(subscriptions.endRecordedAt),
    input.isTopup === undefined ? undefined : eq(subscriptions.isTopup, input.isTopup),
    input.endsBefore === undefined ? undefined : lt(subscriptions.endsAt, new Date(input.endsBefore)),
  );
  return findAdminPage(ctx, input, { where, column: subscriptions.endsAt, now });
}
