import { idFloor } from "@nexa/contracts";
import type { Database } from "./client.ts";

/** Tables partitioned by range of their UUIDv7 id, a month each, with a default partition for what has none yet. */
const PARTITIONED_BY_ID = ["transactions", "transaction_events", "notifications"] as const;

/**
 * Makes sure that each partitioned table has a partition for every month (UTC) from `from` to `to`. A month whose rows already
 * lie in the default partition is left there. Safe to run at any time and by several processes.
 */
export async function ensurePartitions(db: Database, from: Date, to: Date): Promise<void> {
  for (const table of PARTITIONED_BY_ID) {
    for (let month = startOfMonth(from); month <= to; month = addMonth(month)) {
      await ensurePartition(db, table, month);
    }
  }
}

async function ensurePartition(db: Database, table: string, month: Date): Promise<void> {
  const name = `${table}_${month.toISOString().slice(0, 7).replace("-", "_")}`;
  const [lower, upper] = [idFloor(month), idFloor(addMonth(month))];
  await db.query({
    text: `do $$ begin
      perform pg_advisory_xact_lock(hashtext('nexa.partitions'));
      if to_regclass('${name}') is null
        and not exists (select from ${table}_default where id >= '${lower}' and id < '${upper}') then
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
