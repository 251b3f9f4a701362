import { jobSchedules } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { jobsErrors } from "./errors.ts";

/** Refuses a job that no worker has published. @throws jobs.notFound */
export async function requireJob(ctx: CoreContext, jobName: string): Promise<void> {
  const found = await ctx.db.orm
    .select({ name: jobSchedules.name })
    .from(jobSchedules)
    .where(eq(jobSchedules.name, jobName));
  if (found.length === 0) throw jobsErrors.notFound();
}
