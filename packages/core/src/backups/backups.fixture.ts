import type { CoreContext } from "../context.ts";
import type { TestCore } from "../testing/index.ts";
import { type MadeBackup, makeBackup } from "./make-backup.ts";
import { runBackupTasks } from "./run-backup-tasks.ts";

export const never = new AbortController().signal;
export const quietly = { report: () => undefined, signal: never };
export const page = { limit: 100 };

/** A backup that was made now. */
export async function aBackup(
  core: TestCore,
  {
    kind = "full",
    reason = "manual",
  }: { kind?: "full" | "essential"; reason?: "manual" | "scheduled" | "safety" } = {},
): Promise<MadeBackup["backup"]> {
  core.clock.advance(1_000);
  return (await makeBackup(core.job(), { kind, reason, ...quietly })).backup;
}

/** What staff see of a task once a worker has done what waits. */
export async function doneTask(core: TestCore, taskId: string) {
  await runBackupTasks(core.job(), never);
  const [task] = await core.runtime.db.query<{
    status: string;
    error: string | null;
    result: Record<string, unknown> | null;
  }>({ text: "select status, error, result from tasks where id = $1", values: [taskId] });
  return task;
}

/** The keys of the stored files. */
export async function storedKeys(ctx: CoreContext): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of ctx.gateways.files.list("backups/")) keys.push(key);
  return keys;
}

/** A stored file's bytes. */
export async function storedBytes(ctx: CoreContext, key: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of (await ctx.gateways.files.open(key))?.chunks ?? []) parts.push(part);
  return Buffer.concat(parts);
}
