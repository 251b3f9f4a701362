import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, check, timestamp } from "drizzle-orm/pg-core";

/** An instant, to the millisecond like JavaScript's Date, so that what is read back equals what was written. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
}

/** An amount in minor units, or a volume in bytes. */
export function amount(name: string) {
  return bigint(name, { mode: "number" });
}

/** A check that a text column holds one of an enumeration's values. */
export function oneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  const list: SQL = sql.raw(values.map((value) => `'${value}'`).join(", "));
  return check(name, sql`${column} in (${list})`);
}
