import { newId, type RequestedRun } from "@nexa/contracts";
import { jobRequests } from "@nexa/db";
import { actorId, type CoreContext } from "../context.ts";

/** Asks a worker to run a job as soon as the caller's transaction has committed, rather than at its next time. */
export async function requestJob(tx: CoreContext, jobName: string): Promise<RequestedRun> {
  const now = tx.clock.now();
  const id = newId(now);
  const requestedBy = tx.actor.kind === "admin" ? actorId(tx.actor) : null;
  await tx.db.orm.insert(jobRequests).values({ id, jobName, requestedBy, requestedAt: now });
  return { id, jobName, requestedAt: now.toISOString() };
}
