import type { CoreContext } from "../context.ts";
import { requestJob } from "../jobs/index.ts";
import { MEASURE_JOB, ROLL_UP_JOB } from "./jobs.ts";

/**
 * Forgets all that was counted, in the caller's transaction: for a restore, after which transactions of the database have other numbers
 * and the tables other rows. A worker counts everything anew within a second of the commit.
 */
export async function resetAnalytics(tx: CoreContext): Promise<void> {
  await tx.db.query({
    text: `insert into analytics_cursor (id) values (1)
      on conflict (id) do update set counted_below = null, counted_at = null`,
  });
  for (const table of ["analytics_sales", "analytics_plan_sales", "analytics_counts", "analytics_now"]) {
    await tx.db.query({ text: `delete from ${table}` });
  }
  await requestJob(tx, ROLL_UP_JOB);
  await requestJob(tx, MEASURE_JOB);
}
