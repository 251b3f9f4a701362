import type { Database } from "@nexa/db";
import { isStaffTable } from "./table-sets.ts";

type ForeignKey = { table: string; referred: string; name: string; definition: string };

/**
 * Takes the foreign keys of a schema away, so that tables load in any order and each key is checked once, and answers how to put them back.
 * Those between the tables of staff stay: taking them away would make whoever reads them wait.
 */
export async function takeForeignKeys(db: Database, schema: string): Promise<() => Promise<void>> {
  const keys = await db.query<ForeignKey>({
    text: `select c.conrelid::regclass::text as "table", f.relname as referred, c.conname as name, pg_get_constraintdef(c.oid) as definition
      from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
        join pg_class f on f.oid = c.confrelid
      where c.contype = 'f' and c.conparentid = 0 and n.nspname = $1 order by 1, 3`,
    values: [schema],
  });
  const taken = keys.filter(({ referred }) => !isStaffTable(referred));
  for (const { table, name } of taken) await db.query({ text: `alter table ${table} drop constraint "${name}"` });
  return async () => {
    for (const { table, name, definition } of taken) {
      await db.query({ text: `alter table ${table} add constraint "${name}" ${definition}` });
    }
  };
}
