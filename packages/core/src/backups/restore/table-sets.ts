import type { Database } from "@nexa/db";
import { NOT_IN_BACKUPS } from "../tables.ts";

/** Staff stay signed in until the restore takes effect, so these are emptied row by row: whoever reads them meanwhile sees the old rows. */
const STAFF_TABLES = new Set(["admins", "admin_sessions", "admin_refresh_tokens", "admin_reset_tokens"]);

/** Emptied row by row too. Every process of a demo reads the clock each second, and would wait with one connection more each time. */
export const DELETED_FROM = ["admins", "clock_offset"] as const;

/** Outside backups, yet nothing of them may outlive the rows they are about. */
const EMPTIED = ["customer_sessions", "customer_refresh_tokens", "one_time_codes", "idempotency_keys"];

export type TableSets = {
  /** Filled from the archive. */
  readonly restored: readonly string[];
  /** Emptied in one step; those of `DELETED_FROM` apart. */
  readonly truncated: readonly string[];
};

/** What a restore does to each table of the schema. Those in neither set stay as they are. */
export async function tableSets(db: Database, schema = "public"): Promise<TableSets> {
  const rows = await db.query<{ name: string }>({
    text: `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    values: [schema],
  });
  const restored = rows.map((row) => row.name).filter((name) => NOT_IN_BACKUPS[name] === undefined);
  const truncated = [...restored, ...EMPTIED].filter((name) => !isReadMeanwhile(name));
  return { restored, truncated };
}

function isReadMeanwhile(name: string): boolean {
  return STAFF_TABLES.has(name) || DELETED_FROM.some((each) => each === name);
}

export function isStaffTable(name: string): boolean {
  return STAFF_TABLES.has(name);
}
