import { type CoreContext, withTransaction } from "../context.ts";
import { runTasks, type TaskRun } from "../tasks/index.ts";
import { countAnew } from "./counting/count-anew.ts";
import { lockCursor } from "./counting/cursor.ts";
import { measureAnalytics } from "./measure-analytics.ts";

/** The worker's verb: carries out the rebuilds that staff started, while business goes on. */
export function runAnalyticsRebuilds(ctx: CoreContext, signal: AbortSignal): Promise<{ done: number }> {
  return runTasks(ctx, { kind: "analytics_rebuild", work: rebuild, signal });
}

async function rebuild(ctx: CoreContext, { report, signal }: TaskRun): Promise<Record<string, unknown>> {
  let months = 0;
  const days = await withTransaction(ctx, async (tx) => {
    await lockCursor(tx, { wait: true });
    await countAnew(tx, {
      signal,
      onMonth: (done, total) => {
        months = total;
        report({ step: "months", done, total });
      },
    });
    const [row] = await tx.db.query<{ days: number }>({
      text: "select count(distinct day) as days from analytics_sales",
    });
    return row?.days ?? 0;
  });
  await measureAnalytics(ctx);
  return { months, days };
}
