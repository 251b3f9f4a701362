import type { RequestedRun, RunJobInput } from "@nexa/contracts";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { requestJob } from "./request-job.ts";
import { requireJob } from "./require-job.ts";

/**
 * Asks for a run of a job now. A worker begins it within a second, or after the run that is under way; where one waits already, that one
 * serves for both. @throws jobs.notFound
 */
export function runJobNow(ctx: CoreContext<AdminActor>, { jobName }: RunJobInput): Promise<RequestedRun> {
  return withTransaction(ctx, async (tx) => {
    await requireJob(tx, jobName);
    const requested = await requestJob(tx, jobName);
    await recordAudit(tx, {
      action: "jobs.run",
      subject: { kind: "job", id: jobName },
      after: { runId: requested.id },
    });
    return requested;
  });
}
