import type { CoreContext } from "../../context.ts";
import { getSettings } from "../../settings/index.ts";
import type { Notice } from "../enqueue-notices.ts";
import { CHUNK } from "./tell-in-chunks.ts";

/** The last warning is not sent to those who have been away for so much longer, such as customers that were imported. */
const LAST_WARNING_DAYS = 30;

/** `days`: the highest of the operator's warnings that is reached. */
export type InactiveCustomer = { id: string; phone: string; since: Date; days: number };

/** Customers without a plan for as many days as the operator warns after, who were not warned so in this stretch without a plan. */
export async function findInactiveCustomers(tx: CoreContext, after: string | null): Promise<InactiveCustomer[]> {
  const { inactivityWarningDays } = await getSettings(tx);
  return tx.db.query<InactiveCustomer>({
    text: `select c.id, c.phone, stretch.since, warning.days from customers c
      cross join lateral (select coalesce(c.last_active_plan_at, c.created_at) as since) as stretch
      cross join lateral (
        select max(days) as days from unnest($2::int[]) as days where stretch.since <= $1::timestamptz - make_interval(days => days)
      ) as warning
      where c.status = 'active' and c.phone is not null and c.phone_verified_at is not null and warning.days is not null
        and stretch.since > $1::timestamptz - make_interval(days => (select max(days) from unnest($2::int[]) as days) + $3::int)
        and ($4::uuid is null or c.id > $4)
        and not exists (select from lines l where l.owner_id = c.id and (l.base_ends_at > $1 or l.mode <> 'idle'))
        and not exists (select from notification_causes where cause_key = ${CAUSE})
      order by c.id limit $5`,
    values: [tx.clock.now(), inactivityWarningDays, LAST_WARNING_DAYS, after, CHUNK],
  });
}

/** A new stretch without a plan is warned of anew: its start, to the millisecond, is part of the cause. */
const CAUSE =
  "'inactivity_warning:' || c.id || ':' || warning.days || ':' || floor(extract(epoch from stretch.since) * 1000)::int8";

export function noticeOfInactivity({ id, phone, since, days }: InactiveCustomer): Notice {
  return {
    type: "inactivity_warning",
    customerId: id,
    phone,
    params: { days },
    causeKey: `inactivity_warning:${id}:${days}:${since.getTime()}`,
  };
}
