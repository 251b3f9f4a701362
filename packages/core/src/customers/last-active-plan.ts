import { customers } from "@nexa/db";
import { type SQL, sql } from "drizzle-orm";

/**
 * End of the latest plan on a customer's own numbers, prepaid or postpaid: in the future, or `now`, while one runs; null where there never
 * was one. Inactivity is derived from it. What has ended on numbers given up, and when a postpaid plan did, is kept on the account. For statements that select from
 * `customers` by its own name: drizzle leaves table names away where there is one table, and the subquery has its own columns.
 */
export function lastActivePlanAt(now: Date): SQL<Date | null> {
  return sql<Date | null>`greatest(customers.last_active_plan_at,
      (select max(case l.mode when 'idle' then l.base_ends_at else ${now.toISOString()}::timestamptz end) from lines l where l.owner_id = customers.id)
    )`.mapWith(customers.lastActivePlanAt);
}
