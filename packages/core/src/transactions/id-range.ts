import { idFloor } from "@nexa/contracts";
import { transactions } from "@nexa/db";
import { gte, lt, type SQL } from "drizzle-orm";

/** A time range as a range of ids: only ids let PostgreSQL leave out the partitions of other months. */
export function madeBetween(range: { from?: string | undefined; until?: string | undefined }): SQL[] {
  const conditions: SQL[] = [];
  if (range.from !== undefined) conditions.push(gte(transactions.id, idFloor(new Date(range.from))));
  if (range.until !== undefined) conditions.push(lt(transactions.id, idFloor(new Date(range.until))));
  return conditions;
}
