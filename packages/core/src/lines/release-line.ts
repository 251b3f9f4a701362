import { lineOwnerships, lines } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { endLinksOfLine } from "../linked-accounts/index.ts";
import { linesErrors } from "./errors.ts";

/**
 * Gives a number back to the operator in the caller's transaction, which holds the line locked and has ended or waited out what ran on
 * it: the row stays with its history, and whoever gets the number next gets a new row. A number that shares someone's postpaid plan stays in
 * service there and only loses its owner. Throws `lines.postpaid` where a postpaid plan of its own runs on it.
 */
export async function releaseLine(tx: CoreContext, lineId: string): Promise<void> {
  const { orm } = tx.db;
  const now = tx.clock.now();
  const [line] = await orm.select().from(lines).where(eq(lines.id, lineId)).for("update");
  if (!line || line.releasedAt !== null) throw linesErrors.notFound();
  if (line.mode === "postpaid") throw linesErrors.postpaid();
  const releasedAt = line.mode === "idle" ? now : null;
  await orm.update(lines).set({ ownerId: null, releasedAt }).where(eq(lines.id, lineId));
  await orm
    .update(lineOwnerships)
    .set({ until: now })
    .where(and(eq(lineOwnerships.lineId, lineId), isNull(lineOwnerships.until)));
  await endLinksOfLine(tx, lineId);
}
