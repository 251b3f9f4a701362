import { idFloor } from "@nexa/contracts";
import type { Database } from "./client.ts";

/** Tables partitioned by month, by what, with a default partition for what has none yet. */
const PARTITIONED = [
  { table: "transactions", by: "id", bound: idFloor },
  { table: "transaction_events", by: "id", bound: idFloor },
  { table: "notifications", by: "id", bound: idFloor },
  { table: "usage_events", by: "started_at", bound: (month: Date) => month.toISOString() },
] as const;
type Partitioned = (typeof PARTITIONED)[number];

/**
 * Makes sure that each partitioned table has a partition for every month (UTC) from `from` to `to`. A month whose rows already
 * lie in the default partition is left there. Safe to run at any time and by several processes.
 */
export async function ensurePartitions(db: Database, from: Date, to: Date): Promise<void> {
  for (const table of PARTITIONED) {
    for (let month = startOfMonth(from); month <= to; month = addMonth(month)) {
      await ensurePartition(db, table, month);
    }
  }
}

async function ensurePartition(db: Database, { table, by, bound }: Partitioned, month: Date): Promise<void> {
  const name = `${table}_${month.toISOString().slice(0, 7).replace("-", "_")}`;
  const [lower, upper] = [bound(month), bound(addMonth(month))];
  await db.query({
    text: `do $$ begin
      perform pg_advisory_xact_lock(hashtext('nexa.partitions'));
      if to_regclass('${name}') is null
        and not exists (select from ${table}_default where ${by} >= '${lower}' and ${by} < '${upper}') then
        create table ${name} partition of ${table} for values from ('${lower}') to ('${upper}');
      end if;
    end $$`,
  });
}

function startOfMonth(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
}

function addMonth(month: Date): Date {
  return new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
}
