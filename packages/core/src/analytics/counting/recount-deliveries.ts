import type { CoreContext } from "../../context.ts";
import { RETENTION_DAYS } from "../../maintenance/index.ts";
import { operatorDays } from "../../usage/index.ts";

/** Providers tell for so long what became of a message, so the counts of a day may change until then. */
const CHANGING_DAYS = 3;

/** The smallest id of an instant, as `idFloor` makes it. */
const idFloorOf = (at: string) =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::int8), 12, '0') || '70008000000000000000')::uuid`;

const STATUSES = ["pending", "sent", "delivered", "failed", "suppressed"] as const;
const RECOUNT = `insert into analytics_deliveries (day, channel, ${STATUSES.join(", ")})
  select day, d.channel, ${STATUSES.map((status) => `count(*) filter (where d.status = '${status}')`).join(", ")}
  from (
    select day::date as day, ${idFloorOf("(day at time zone $3)")} as first, ${idFloorOf("((day + interval '1 day') at time zone $3)")} as next
    from generate_series($1::date::timestamp, $2::date::timestamp, interval '1 day') as day
  ) days join notification_deliveries d on d.notification_id >= days.first and d.notification_id < days.next
  group by 1, 2`;

/**
 * Counts the deliveries of the notices of recent days again: of those that may still change, and since the oldest that still waits. The
 * first time of every day. What was counted longer ago stays when its notices are deleted, be it by age or with an account.
 */
export async function recountDeliveries(tx: CoreContext): Promise<void> {
  const { timezone } = tx.runtime.config.operator;
  const { dayOf, shift } = operatorDays(timezone);
  const now = tx.clock.now();
  const today = dayOf(now);
  const [row] = await tx.db.query<{ counted: string | null; waiting: Date | null; first: Date | null }>({
    text: `select (select max(day)::text from analytics_deliveries) as counted,
      (select min(created_at) from notification_deliveries where status = 'pending') as waiting,
      (select created_at from notification_deliveries order by notification_id limit 1) as first`,
  });
  if (!row?.first) return;
  const since = [shift(today, -CHANGING_DAYS)];
  if (row.counted) since.push(shift(row.counted, -CHANGING_DAYS));
  if (row.waiting) since.push(shift(dayOf(row.waiting), -1));
  // Retention may have deleted a part of an older day.
  const oldest = shift(today, 1 - RETENTION_DAYS.notifications);
  const changing = since.sort()[0] ?? oldest;
  const from = row.counted ? [oldest, changing].sort()[1] : shift(dayOf(row.first), -1);
  await tx.db.query({ text: "delete from analytics_deliveries where day >= $1", values: [from] });
  await tx.db.query({ text: RECOUNT, values: [from, today, timezone] });
}
