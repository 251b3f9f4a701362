import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { CoreContext } from "../../context.ts";

/** Writes whole rows in one statement with one parameter, however many they are: `values (…)` would run out of parameters. */
export async function insertRows<T extends PgTable>(
  tx: CoreContext,
  table: T,
  rows: readonly T["$inferSelect"][],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(getTableColumns(table));
  const name = getTableName(table);
  const names = columns.map(([, column]) => column.name).join(", ");
  const values = rows.map((row) => Object.fromEntries(columns.map(([key, column]) => [column.name, row[key]])));
  await tx.db.query({
    text: `insert into ${name} (${names}) select ${names} from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
    values: [JSON.stringify(values)],
  });
}
