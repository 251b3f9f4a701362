import { customers } from "@nexa/db";
import { type SQL, sql } from "drizzle-orm";

/**
 * End of the latest plan on a customer's own numbers, prepaid or postpaid: in the future, or `now`, while one runs; null where there never
 * was one. Inactivity is derived from it. What has ended on numbers given up is kept on the account itself.
 */
export function lastActivePlanAt(now: Date): SQL<Date | null> {
  return sql<Date | null>`(select max(plan.at) from (
      select ${customers.lastActivePlanAt} as at
      union all select l.base_ends_at from lines l where l.owner_id = ${customers.id}
      union all select coalesce(a.cancelled_at, ${now.toISOString()}::timestamptz) from postpaid_activations a
        where a.customer_id = ${customers.id}
    ) plan)`.mapWith(customers.lastActivePlanAt);
}
