import { lines } from "@nexa/db";
import { asc, inArray } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { LineRow } from "../lines/index.ts";

/** Lines under their row locks, in id order. Lock the activation first. */
export function lockLines(tx: CoreContext, lineIds: readonly string[]): Promise<LineRow[]> {
  return tx.db.orm
    .select()
    .from(lines)
    .where(inArray(lines.id, [...lineIds]))
    .orderBy(asc(lines.id))
    .for("no key update");
}
