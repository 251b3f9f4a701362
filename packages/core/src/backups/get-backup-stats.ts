import { type BackupStats, CoreError } from "@nexa/contracts";
import { backups, tasks } from "@nexa/db";
import { and, desc, eq, sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { syncBackups } from "./sync-backups.ts";
import { toBackup } from "./to-backup.ts";

/** How many backups there are, how large and how old, and how the last ones went. Answers what is known where the storage is away. */
export async function getBackupStats(ctx: CoreContext<AdminActor>): Promise<BackupStats> {
  const isStorageReachable = await isReachable(ctx);
  const known = (await ctx.db.orm.select().from(backups)).map(toBackup);
  const times = known.flatMap(({ createdAt }) => createdAt ?? []).sort();
  const succeeded = await lastTask(ctx, "succeeded");
  const failed = await lastTask(ctx, "failed");
  return {
    count: known.length,
    sizeBytes: known.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    safetyCount: known.filter(({ reason }) => reason === "safety").length,
    brokenCount: known.filter(({ status }) => status === "broken").length,
    newestAt: times.at(-1) ?? null,
    oldestAt: times[0] ?? null,
    lastSucceededAt: succeeded?.endedAt?.toISOString() ?? null,
    lastFailedAt: failed?.endedAt?.toISOString() ?? null,
    lastError: failed?.error ?? null,
    storage: ctx.gateways.files.provider,
    isStorageReachable,
    isEncrypting: (ctx.runtime.config.backupKeys ?? []).length > 0,
  };
}

async function isReachable(ctx: CoreContext): Promise<boolean> {
  try {
    await syncBackups(ctx);
    return true;
  } catch (error) {
    if (error instanceof CoreError) return false;
    throw error;
  }
}

async function lastTask(ctx: CoreContext, status: "succeeded" | "failed") {
  const isOne = and(eq(tasks.kind, "backup"), eq(tasks.status, status), sql`${tasks.params} ->> 'action' = 'create'`);
  const [task] = await ctx.db.orm.select().from(tasks).where(isOne).orderBy(desc(tasks.id)).limit(1);
  return task;
}
