import { tasks } from "@nexa/db";
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import { daysBefore, RETENTION_DAYS } from "../../maintenance/retention.ts";

const FOLDER = "exports/";
const FILE_KEY = /^exports\/([0-9a-f-]{36})\.[a-z]+$/;

/**
 * Deletes the files of exports that ended more than seven days ago, and those that no export ended with; their tasks stay without the
 * file and without whom was searched for. Stops between two files once `signal` aborts.
 */
export async function deleteOldExports(ctx: CoreContext, signal?: AbortSignal): Promise<{ files: number }> {
  const before = daysBefore(ctx.clock.now(), RETENTION_DAYS.exports);
  let files = 0;
  for await (const { key } of ctx.gateways.files.list(FOLDER)) {
    if (signal?.aborted) return { files };
    if (await isNeeded(ctx, key, before)) continue;
    await ctx.gateways.files.delete(key);
    files += 1;
  }
  const isOver = and(eq(tasks.kind, "transaction_export"), lte(tasks.endedAt, before));
  await ctx.db.orm
    .update(tasks)
    .set({
      result: sql`${tasks.result} - 'fileKey'`,
      params: sql`${tasks.params} - 'search' - 'recipientPhoneNumber'`,
    })
    .where(
      and(isOver, sql`(${tasks.result} ? 'fileKey' or ${tasks.params} ?| array['search', 'recipientPhoneNumber'])`),
    );
  return { files };
}

/** A file is needed while its task may still write or keep it. Its own age says nothing: the business time of a demo runs ahead. */
async function isNeeded(ctx: CoreContext, key: string, before: Date): Promise<boolean> {
  const [, taskId] = FILE_KEY.exec(key) ?? [];
  if (taskId === undefined) return true;
  const [task] = await ctx.db.orm
    .select({ status: tasks.status, endedAt: tasks.endedAt })
    .from(tasks)
    .where(and(eq(tasks.id, taskId), inArray(tasks.status, ["waiting", "running", "succeeded"])));
  return task !== undefined && (task.endedAt === null || task.endedAt > before);
}
