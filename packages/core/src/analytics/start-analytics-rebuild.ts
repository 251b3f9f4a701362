import type { RebuildAnalyticsInput, Task } from "@nexa/contracts";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { startTask, toTask } from "../tasks/index.ts";

/** Starts counting everything anew. Its `result` says how many days and months there were. The figures stay as they are until it is done. */
export function startAnalyticsRebuild(ctx: CoreContext<AdminActor>, _input: RebuildAnalyticsInput): Promise<Task> {
  return withTransaction(ctx, async (tx) => {
    const task = await startTask(tx, { kind: "analytics_rebuild", params: {} });
    await recordAudit(tx, { action: "analytics.rebuild", subject: { kind: "task", id: task.id } });
    return toTask(task);
  });
}
