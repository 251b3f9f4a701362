import { postpaidSecondaries } from "@nexa/db";
import { and, asc, eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { isLiveAt } from "./live-secondaries.ts";
import { endLive } from "./remove-secondary-number.ts";

/**
 * Ends whatever a line shares or is asked to share, as when its number is released. Runs in the caller's transaction and locks
 * activation and line in that order, so call it before locking the line.
 */
export async function endSecondariesOfLine(tx: CoreContext, lineId: string, reason: string): Promise<void> {
  const live = await tx.db.orm
    .select()
    .from(postpaidSecondaries)
    .where(and(eq(postpaidSecondaries.lineId, lineId), isLiveAt(tx.clock.now())))
    .orderBy(asc(postpaidSecondaries.activationId), asc(postpaidSecondaries.id));
  for (const secondary of live) await endLive(tx, secondary, { isHolder: false, reason });
}
