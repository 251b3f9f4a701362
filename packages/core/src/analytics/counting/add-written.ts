import type { CoreContext } from "../../context.ts";
import { SALES_CHANGES, SALES_COLUMNS, saleEvents } from "./sales-deltas.ts";

/** Rows written by transactions of the database from `from` on (null: all) and before `below`, numbers as PostgreSQL writes them. */
export type WrittenRange = { from: string | null; below: string };
/** Ids from the first on and before the second. */
export type IdRange = readonly [from: string, before: string];

const WRITTEN = (row: string) => `($1::xid8 is null or ${row}.written_by >= $1::xid8) and ${row}.written_by < $2::xid8`;

const ADD_UP = (table: string) =>
  SALES_COLUMNS.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(", ");

function salesStatement(condition: string): string {
  return `with moved as materialized (${saleEvents(condition, "$3")}), by_method as (
      insert into analytics_sales (day, type, payment_method, ${SALES_COLUMNS.join(", ")})
      select day, type, payment_method, ${SALES_CHANGES} from moved group by 1, 2, 3
      on conflict (day, type, payment_method) do update set ${ADD_UP("analytics_sales")}
    )
    insert into analytics_plan_sales (day, plan_id, ${SALES_COLUMNS.join(", ")})
    select day, plan_id, ${SALES_CHANGES} from moved group by 1, 2
    on conflict (day, plan_id) do update set ${ADD_UP("analytics_plan_sales")}`;
}

const ADD_SALES = salesStatement(WRITTEN("e"));
const ADD_SALES_OF = salesStatement(
  `${WRITTEN("e")} and t.id >= $4 and t.id < $5 and e.transaction_id >= $4 and e.transaction_id < $5`,
);

const ADD_COUNTS = `insert into analytics_counts (what, day, count)
  select 'registered', (c.created_at at time zone $3)::date, count(*) from customers c where ${WRITTEN("c")} group by 2
  union all
  select 'referral_' || e.kind, (e.created_at at time zone $3)::date, count(*) from referral_events e where ${WRITTEN("e")} group by 1, 2
  on conflict (what, day) do update set count = analytics_counts.count + excluded.count`;

/** Adds what was written in a range to the rollups of sales; of some transactions only, where `ids` says which. */
export async function addSales(tx: CoreContext, written: WrittenRange, ids?: IdRange): Promise<void> {
  const values = [written.from, written.below, tx.runtime.config.operator.timezone];
  if (ids === undefined) await tx.db.query({ text: ADD_SALES, values });
  else await tx.db.query({ text: ADD_SALES_OF, values: [...values, ...ids] });
}

/** The same for customers who registered and the steps of referrals. */
export async function addCounts(tx: CoreContext, written: WrittenRange): Promise<void> {
  await tx.db.query({ text: ADD_COUNTS, values: [written.from, written.below, tx.runtime.config.operator.timezone] });
}
