import type { AnalyticsStanding } from "@nexa/db";
import type { CoreContext } from "../../context.ts";

// The predicate of an index that holds the plans that run or wait, however many have ended.
const IS_LIVE = "end_recorded_at is null and cancelled_at is null and ends_at > $1";

const PLANS = `select count(*) filter (where not is_topup and starts_at <= $1) as "activePlans",
    count(*) filter (where is_topup) as "activeTopups",
    count(*) filter (where not is_topup and starts_at > $1) as "queuedPlans",
    count(*) filter (where not is_topup and starts_at <= $1 and ends_at <= $1::timestamptz + interval '1 day') as "expiringWithin1Day",
    count(*) filter (where not is_topup and starts_at <= $1 and ends_at <= $1::timestamptz + interval '7 days') as "expiringWithin7Days"
  from subscriptions where ${IS_LIVE}`;

const POSTPAID = `select count(*) filter (where status = 'active') as "activePostpaid",
    count(*) filter (where status = 'suspended') as "suspendedPostpaid"
  from postpaid_activations where status <> 'cancelled'`;

const DUES = `select case when due_at > $1 then 'not_due' when due_at > $1::timestamptz - interval '8 days' then '1_to_7_days'
      when due_at > $1::timestamptz - interval '31 days' then '8_to_30_days' else 'over_30_days' end as age,
    count(*) as bills, sum(total_minor - credited_minor - paid_minor) as "outstandingMinor"
  from bills where status in ('issued', 'overdue') group by 1`;

/** Writes down what stands now: plans that run and wait, postpaid plans, and what is owed on bills. */
export async function measureStanding(tx: CoreContext): Promise<void> {
  const now = tx.clock.now();
  const [plans] = await tx.db.query<Omit<AnalyticsStanding, "activePostpaid" | "suspendedPostpaid" | "dues">>({
    text: PLANS,
    values: [now],
  });
  const [postpaid] = await tx.db.query<Pick<AnalyticsStanding, "activePostpaid" | "suspendedPostpaid">>({
    text: POSTPAID,
  });
  const dues = await tx.db.query<AnalyticsStanding["dues"][number]>({ text: DUES, values: [now] });
  const standing = { ...plans, ...postpaid, dues };
  await tx.db.query({
    text: `insert into analytics_now (id, standing, measured_at) values (1, $1, $2)
      on conflict (id) do update set standing = excluded.standing, measured_at = excluded.measured_at`,
    values: [JSON.stringify(standing), now],
  });
}
