import { jobRequests } from "@nexa/db";
import { and, asc, inArray, isNull } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";

const BATCH = 100;

/** A run that was asked for; its id becomes the run's. */
export type RequestedJob = Pick<typeof jobRequests.$inferSelect, "id" | "jobName" | "requestedBy" | "requestedAt">;

/**
 * The worker's verb: hands what was requested of the jobs it knows to `send`, oldest first, and answers how many. A request is marked after
 * it was sent, so that a worker that dies between the two sends it again, which the queue takes once. What a newer version asks for
 * is left to its workers.
 */
export function sendRequestedJobs(
  ctx: CoreContext,
  jobNames: readonly string[],
  send: (job: RequestedJob) => Promise<void>,
): Promise<number> {
  return withTransaction(ctx, async (tx) => {
    const requests = await tx.db.orm
      .select()
      .from(jobRequests)
      .where(and(isNull(jobRequests.sentAt), inArray(jobRequests.jobName, [...jobNames])))
      .orderBy(asc(jobRequests.id))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    for (const request of requests) await send(request);
    const ids = requests.map(({ id }) => id);
    if (ids.length > 0)
      await tx.db.orm.update(jobRequests).set({ sentAt: tx.clock.now() }).where(inArray(jobRequests.id, ids));
    return requests.length;
  });
}
