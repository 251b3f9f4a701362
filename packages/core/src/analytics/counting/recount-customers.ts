import type { CoreContext } from "../../context.ts";

// The same end of the latest plan as the customers' domain derives inactivity from: a postpaid plan that runs ends now at the earliest.
const RECOUNT = `insert into analytics_counts (what, day, count)
  select 'closed', (closed_at at time zone $2)::date, count(*) from customers where closed_at is not null group by 2
  union all
  select 'lapsed', (lapsed_at at time zone $2)::date, count(*)
  from (
    select greatest(c.last_active_plan_at, l.ends_at) as lapsed_at
    from customers c left join (
      select owner_id, max(case mode when 'idle' then base_ends_at else $1::timestamptz end) as ends_at
      from lines where owner_id is not null group by owner_id
    ) l on l.owner_id = c.id
  ) customers where lapsed_at is not null group by 2`;

/** Counts by day the accounts that were closed and the customers whose latest plan ends or ended, since both change after the fact. */
export async function recountCustomers(tx: CoreContext): Promise<void> {
  await tx.db.query({ text: "delete from analytics_counts where what in ('closed', 'lapsed')" });
  await tx.db.query({ text: RECOUNT, values: [tx.clock.now(), tx.runtime.config.operator.timezone] });
}
