import { jobRequests } from "@nexa/db";
import { asc, inArray, isNull } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";

const BATCH = 100;

export type RequestedJob = { readonly jobName: string; readonly requestedAt: Date };

/**
 * The worker's verb: hands what was requested to `send`, oldest first, and answers how many. A request is marked after it was sent, so
 * that a worker that dies between the two sends it again, which the queue takes once.
 */
export function sendRequestedJobs(ctx: CoreContext, send: (job: RequestedJob) => Promise<void>): Promise<number> {
  return withTransaction(ctx, async (tx) => {
    const requests = await tx.db.orm
      .select()
      .from(jobRequests)
      .where(isNull(jobRequests.sentAt))
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
