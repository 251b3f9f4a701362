import type { SubscriptionStatus } from "@nexa/contracts";
import { subscriptions } from "@nexa/db";
import { and, gt, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";

/** The SQL form of `statusOf`: plans that have `status` at `now`. */
export function hasStatus(status: SubscriptionStatus, now: Date): SQL | undefined {
  if (status === "cancelled") return isNotNull(subscriptions.cancelledAt);
  const stands = isNull(subscriptions.cancelledAt);
  if (status === "expired") return and(stands, lte(subscriptions.endsAt, now));
  if (status === "queued") return and(stands, gt(subscriptions.startsAt, now), gt(subscriptions.endsAt, now));
  return and(stands, lte(subscriptions.startsAt, now), gt(subscriptions.endsAt, now));
}

/** The bytes drawn from each plan of a query that may join other tables; its bucket is made when first drawn on. */
export const DATA_USED: SQL<number> = sql<number>`coalesce((select drawn.used from usage_buckets drawn
  where drawn.source_id = ${subscriptions.id} and drawn.kind = 'data'), 0)::int8`;

/** The same as who paid may see it: null on a line that is neither theirs nor linked with the consent of its holder. */
export function dataUsedFor(customerId: string | null): SQL<number | null> {
  return sql<number | null>`case when exists (select from lines held
      where held.id = ${subscriptions.lineId} and held.owner_id = ${customerId}::uuid)
    or exists (select from linked_accounts link
      where link.line_id = ${subscriptions.lineId} and link.customer_id = ${customerId}::uuid and link.status = 'linked')
    then ${DATA_USED} end`;
}

/** The queue position at `now` of each plan of a query that joins other tables; of use only where the plan waits. */
export function queuePositionAt(now: Date): SQL<number> {
  return sql<number>`(select count(*)::int from subscriptions ahead where ahead.line_id = ${subscriptions.lineId}
    and not ahead.is_topup and ahead.cancelled_at is null
    and ahead.starts_at > ${now.toISOString()}::timestamptz and ahead.starts_at <= ${subscriptions.startsAt})`;
}
