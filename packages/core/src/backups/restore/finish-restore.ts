import { CoreError } from "@nexa/contracts";
import { restores } from "@nexa/db";
import { and, asc, eq, inArray } from "drizzle-orm";
import { announceContentChange } from "../../content/index.ts";
import type { CoreContext } from "../../context.ts";
import { maintenanceErrors } from "../../maintenance-mode/index.ts";
import { adoptLedger } from "./adopt-ledger.ts";
import { restoreErrors } from "./errors.ts";
import { beginRestoreSession } from "./restore-session.ts";
import { returnCaptures } from "./return-captures.ts";

type RestoreRow = typeof restores.$inferSelect;

/**
 * What follows a restore's commit: its content is swapped in, and what the gateway did since the snapshot comes into the books. Every step
 * may be done again, so that whoever comes after a crash finishes it.
 */
export async function finishRestore(ctx: CoreContext, restore: RestoreRow): Promise<void> {
  if (restore.hasContent) {
    await ctx.content.swap(restore.id);
    await announceContentChange(ctx);
  }
  const returned = await bookCaptures(ctx, restore);
  const result = { ...restore.result, ...returned };
  await ctx.db.orm
    .update(restores)
    .set({ status: "succeeded", endedAt: ctx.clock.now(), result })
    .where(eq(restores.id, restore.id));
}

/** A gateway that does not answer does not keep the installation closed: the worker's job asks again. */
async function bookCaptures(ctx: CoreContext, { snapshotAt, result }: RestoreRow): Promise<object> {
  if (snapshotAt === null) return {};
  try {
    if (result?.isOwn === false) await adoptLedger(ctx);
    return { returned: await returnCaptures(ctx, snapshotAt) };
  } catch (err) {
    ctx.logger.error({ err }, "what the gateway did since the restored snapshot could not be read; it is tried again");
    return {};
  }
}

/**
 * The worker's: finishes restores whose process died, or whose content store was away, after their commit, and writes down that those
 * which died before it changed nothing.
 */
export async function finishRestores(ctx: CoreContext): Promise<{ finished: number }> {
  const isOpen = inArray(restores.status, ["running", "committed"]);
  const read = () => ctx.db.orm.select().from(restores).where(isOpen).orderBy(asc(restores.id));
  if ((await read()).length === 0) return { finished: 0 };
  const session = await beginRestoreSession(ctx).catch((error: unknown) => {
    // Whoever restores now lives, and finishes it by itself.
    if (error instanceof CoreError && error.reason === maintenanceErrors.taken().reason) return null;
    throw error;
  });
  if (session === null) return { finished: 0 };
  try {
    const rows = await read();
    for (const row of rows) {
      if (row.status === "committed") await finishRestore(ctx, row);
      else await forgetDead(ctx, row);
      await session.open(row.id);
    }
    return { finished: rows.filter(({ status }) => status === "committed").length };
  } finally {
    await session.end();
  }
}

/** It died before its commit, so its transaction ended with it; what it wrote aside goes too. */
async function forgetDead(ctx: CoreContext, { id }: RestoreRow): Promise<void> {
  const change = { status: "failed", endedAt: ctx.clock.now(), error: restoreErrors.interrupted().message } as const;
  await ctx.db.orm
    .update(restores)
    .set(change)
    .where(and(eq(restores.id, id), eq(restores.status, "running")));
  await ctx.content.dropStage(id).catch((err: unknown) => ctx.logger.warn({ err }, "staged content was left behind"));
}
