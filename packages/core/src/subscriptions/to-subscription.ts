import type { Subscription, SubscriptionStatus } from "@nexa/contracts";
import type { subscriptions } from "@nexa/db";

export type SubscriptionRow = typeof subscriptions.$inferSelect;

/**
 * A subscription with the number it is on, and what was drawn from its data: nothing where the caller cannot have had any, null where it
 * is not for the reader.
 */
export type SubscriptionOnLine = Pick<
  SubscriptionRow,
  "id" | "planId" | "isTopup" | "terms" | "startsAt" | "endsAt" | "cancelledAt"
> & { phone: string; dataUsedBytes?: number | null };

/** What a plan is at an instant, from its times alone: right whether or not the worker has run. */
export function statusOf(
  row: Pick<SubscriptionRow, "startsAt" | "endsAt" | "cancelledAt">,
  now: Date,
): SubscriptionStatus {
  if (row.cancelledAt !== null) return "cancelled";
  if (row.endsAt <= now) return "expired";
  return row.startsAt <= now ? "active" : "queued";
}

/**
 * The contract's form of a subscription at `now`. `queuePosition` counts from 1 and is dropped unless the plan waits.
 * `dataBalanceBytes` is what is left of the allowance: nothing once the plan is over.
 */
export function toSubscription(row: SubscriptionOnLine, queuePosition: number | null, now: Date): Subscription {
  const status = statusOf(row, now);
  return {
    id: row.id,
    phoneNumber: row.phone,
    planId: row.planId,
    planName: row.terms.planName,
    isTopup: row.isTopup,
    status,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    queuePosition: status === "queued" ? queuePosition : null,
    dataBalanceBytes: dataBalanceOf(row, status),
  };
}

function dataBalanceOf({ terms, dataUsedBytes = 0 }: SubscriptionOnLine, status: SubscriptionStatus): number | null {
  const allowance = terms.dataAllowanceBytes;
  if (allowance === null || dataUsedBytes === null) return null;
  return status === "expired" || status === "cancelled" ? 0 : allowance - dataUsedBytes;
}
