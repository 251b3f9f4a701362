import { newId } from "@nexa/contracts";
import { lines } from "@nexa/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { linesErrors } from "./errors.ts";

export type LineRow = typeof lines.$inferSelect;

/** The line of a number (E.164) under its row lock, made where the number has none yet. Runs in the caller's transaction. */
export async function ensureLine(tx: CoreContext, phone: string): Promise<LineRow> {
  const { orm } = tx.db;
  const now = tx.clock.now();
  await orm
    .insert(lines)
    .values({ id: newId(now), phone, createdAt: now })
    .onConflictDoNothing({ target: lines.phone, where: sql`${lines.releasedAt} is null` });
  const [line] = await orm
    .select()
    .from(lines)
    .where(and(eq(lines.phone, phone), isNull(lines.releasedAt)))
    .for("update");
  if (!line) throw linesErrors.notFound();
  return line;
}
