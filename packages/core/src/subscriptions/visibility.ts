import { lineOwnerships, lines, subscriptions } from "@nexa/db";
import { and, eq, gt, gte, isNull, or, type SQL } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { subscriptionsErrors } from "./errors.ts";
import type { SubscriptionRow } from "./to-subscription.ts";

/** The join that tells since when a line has its owner. */
export const CURRENT_OWNERSHIP = and(eq(lineOwnerships.lineId, subscriptions.lineId), isNull(lineOwnerships.until));

/**
 * What an owner sees of a line joined with its current ownership: plans bought since, and those that ran or waited at the takeover, for
 * they go with the line. What had ended before belongs to an earlier owner.
 */
export const SINCE_OWNERSHIP: SQL | undefined = or(
  gte(subscriptions.createdAt, lineOwnerships.since),
  and(
    gt(subscriptions.endsAt, lineOwnerships.since),
    or(isNull(subscriptions.cancelledAt), gt(subscriptions.cancelledAt, lineOwnerships.since)),
  ),
);

export type VisibleSubscription = { row: SubscriptionRow; phone: string; ownerId: string | null };

/**
 * A plan the customer may see: on a line they own, or paid by them.
 *
 * @throws subscriptions.notFound for every other one, known or not.
 */
export async function getVisibleSubscription(
  ctx: CoreContext<CustomerActor>,
  subscriptionId: string,
): Promise<VisibleSubscription> {
  const { customerId } = ctx.actor;
  const [found] = await ctx.db.orm
    .select({ row: subscriptions, phone: lines.phone, ownerId: lines.ownerId })
    .from(subscriptions)
    .innerJoin(lines, eq(lines.id, subscriptions.lineId))
    .leftJoin(lineOwnerships, CURRENT_OWNERSHIP)
    .where(
      and(
        eq(subscriptions.id, subscriptionId),
        or(eq(subscriptions.payerId, customerId), and(eq(lines.ownerId, customerId), SINCE_OWNERSHIP)),
      ),
    );
  if (!found) throw subscriptionsErrors.notFound();
  return found;
}
