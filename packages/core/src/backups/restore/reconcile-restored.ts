import { restores } from "@nexa/db";
import { desc, inArray } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import { type ReturnedCaptures, returnCaptures } from "./return-captures.ts";

/** Charges that were under way when NEXA was closed may be captured for as long as the bank takes. */
const WATCHED_MS = 3 * 86_400_000;

/**
 * The worker's verb: for three days after a restore brings into the books what the gateway did since its snapshot. Costs one small read
 * at other times.
 */
export async function reconcileRestored(ctx: CoreContext): Promise<Partial<ReturnedCaptures>> {
  const [last] = await ctx.db.orm
    .select()
    .from(restores)
    .where(inArray(restores.status, ["committed", "succeeded"]))
    .orderBy(desc(restores.id))
    .limit(1);
  if (!last?.committedAt || last.snapshotAt === null) return {};
  if (ctx.clock.now().getTime() - last.committedAt.getTime() > WATCHED_MS) return {};
  return returnCaptures(ctx, last.snapshotAt);
}
