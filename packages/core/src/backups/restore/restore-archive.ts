import { CoreError, newId, type TaskProgress } from "@nexa/contracts";
import { restores } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "../../audit/index.ts";
import type { CoreContext } from "../../context.ts";
import { forgetCached } from "../../maintenance-mode/index.ts";
import { makeBackup } from "../make-backup.ts";
import { type ArchiveBytes, type CheckedArchive, checkArchive } from "./check-archive.ts";
import { restoreErrors } from "./errors.ts";
import { finishRestore } from "./finish-restore.ts";
import { keepLiving } from "./keep-living.ts";
import { loadArchive } from "./load-archive.ts";
import { beginRestoreSession, type RestoreSession } from "./restore-session.ts";
import { sealAll, settleIn } from "./settle-in.ts";

export type RestoreRun = {
  /** The archive in words: a backup's id, or a file's name. */
  readonly source: string;
  readonly bytes: ArchiveBytes;
  readonly taskId: string | null;
  readonly requestedBy: string | null;
  readonly report: (progress: TaskProgress) => void;
  readonly signal: AbortSignal;
};

type RestoreRow = typeof restores.$inferSelect;

/**
 * Puts an archive in place of everything: verified first; the installation closed; a safety backup; PostgreSQL in one transaction, with
 * the content written aside before and swapped in after its commit. Until the commit nothing is changed, whatever fails or dies; after it
 * the restore is finished, by this process or a worker.
 *
 * @throws what `checkArchive` throws; maintenance.taken stillBusy; backups.storageFailed; restore.contentWaits
 */
export async function restoreArchive(ctx: CoreContext, run: RestoreRun): Promise<RestoreRow> {
  const verifying = ({ entries }: { entries: number }) => run.report({ step: "verify", done: entries, total: null });
  const archive = await checkArchive(ctx, run.bytes, { signal: run.signal, onEntry: verifying });
  const session = await beginRestoreSession(ctx);
  try {
    const begun = await begin(ctx, run, archive);
    return await closedFor(ctx, session, begun, () => replaceAll(ctx, session, { run, archive, begun }));
  } finally {
    await session.end();
  }
}

async function begin(ctx: CoreContext, run: RestoreRun, { manifest }: CheckedArchive): Promise<RestoreRow> {
  const now = ctx.clock.now();
  const { source, taskId, requestedBy } = run;
  const row = { id: newId(now), source, taskId, requestedBy, snapshotAt: new Date(manifest.createdAt), startedAt: now };
  // What died before its commit will not come back: its locks are gone, or this one would not be here.
  await ctx.db.orm
    .update(restores)
    .set({ status: "failed", endedAt: now, error: restoreErrors.interrupted().message })
    .where(eq(restores.status, "running"));
  return theRow(await ctx.db.orm.insert(restores).values(row).returning());
}

/** Whatever comes of it, work begins again afterwards, but where a committed restore waits to be finished. */
async function closedFor(
  ctx: CoreContext,
  session: RestoreSession,
  begun: RestoreRow,
  work: () => Promise<RestoreRow>,
): Promise<RestoreRow> {
  try {
    await session.close(begun.id, begun.startedAt);
    const committed = await work();
    await finishRestore(ctx, committed).catch((err: unknown) => {
      ctx.logger.error({ err, restoreId: begun.id }, "a restore waits to be finished");
      throw restoreErrors.contentWaits();
    });
  } catch (error) {
    await giveUp(ctx, session, begun, error);
    throw error;
  }
  forgetCached(ctx.runtime);
  await session.open(begun.id);
  return theRow(await ctx.db.orm.select().from(restores).where(eq(restores.id, begun.id)));
}

/** Unless it was committed: that is finished and not given up, also where its answer was lost. */
async function giveUp(ctx: CoreContext, session: RestoreSession, { id }: RestoreRow, cause: unknown): Promise<void> {
  const error =
    cause instanceof CoreError ? cause.message : "Something went wrong, so nothing was changed. The log says what.";
  const isRunning = and(eq(restores.id, id), eq(restores.status, "running"));
  const change = { status: "failed", endedAt: ctx.clock.now(), error } as const;
  const [failed] = await ctx.db.orm.update(restores).set(change).where(isRunning).returning();
  if (!failed) return;
  await ctx.content.dropStage(id).catch((err: unknown) => ctx.logger.warn({ err }, "staged content was left behind"));
  // Where the connection broke its locks are gone, and the row alone closes nothing.
  await session.open(id).catch((err: unknown) => ctx.logger.warn({ err }, "the restore's connection broke"));
}

type Replacement = { run: RestoreRun; archive: CheckedArchive; begun: RestoreRow };

async function replaceAll(
  ctx: CoreContext,
  session: RestoreSession,
  { run, archive, begun }: Replacement,
): Promise<RestoreRow> {
  const safetyBackupId = await backUpFirst(ctx, run);
  const tx: CoreContext = { ...ctx, db: session.db };
  await session.db.query({ text: "begin" });
  try {
    const row = await replaceIn(tx, { run, archive, begun, safetyBackupId });
    run.signal.throwIfAborted();
    await session.db.query({ text: "commit" });
    return row;
  } catch (error) {
    await session.db.query({ text: "rollback" }).catch((err: unknown) => {
      ctx.logger.warn({ err }, "the restore's connection broke; its transaction ended with it");
    });
    throw run.signal.aborted ? restoreErrors.interrupted() : error;
  }
}

/** Also of what was done up to the moment of closing. An installation without staff holds nothing to keep. */
async function backUpFirst(ctx: CoreContext, run: RestoreRun): Promise<string | null> {
  const [staff] = await ctx.db.query<{ id: string }>({ text: "select id from admins limit 1" });
  if (!staff) return null;
  const report = (progress: TaskProgress) => run.report({ ...progress, step: `safety backup: ${progress.step}` });
  const made = await makeBackup(ctx, { kind: "full", reason: "safety", report, signal: run.signal });
  return made.backup.backupId;
}

async function replaceIn(
  tx: CoreContext,
  { run, archive, begun, safetyBackupId }: Replacement & { safetyBackupId: string | null },
): Promise<RestoreRow> {
  const living = await keepLiving(tx, new Date(archive.manifest.createdAt));
  const loaded = await loadArchive(tx, { ...archive, ...run, restoreId: begun.id });
  const settled = await settleIn(tx, living);
  const result = { ...loaded, ...settled };
  await recordAudit(tx, {
    action: "backups.restore",
    subject: { kind: "restore", id: begun.id },
    before: { auditHead: living.auditHead, safetyBackupId },
    after: { source: run.source, snapshotAt: archive.manifest.createdAt, requestedBy: run.requestedBy, ...result },
  });
  await sealAll(tx);
  const change = {
    ...({ status: "committed", committedAt: tx.clock.now(), hasContent: loaded.documents !== null } as const),
    ...{ safetyBackupId, result },
  };
  return theRow(await tx.db.orm.update(restores).set(change).where(eq(restores.id, begun.id)).returning());
}

function theRow([row]: readonly RestoreRow[]): RestoreRow {
  if (!row) throw new Error("the restore was not written down");
  return row;
}
