import type { CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";

const running = runtimeSlot((runtime) => {
  const jobs = new Set<Promise<void>>();
  runtime.onClose(async () => {
    await Promise.all(jobs);
  });
  return jobs;
});

/**
 * Runs work after the answer, so that the answer's time tells nothing of it. A failure is logged; whoever waits for its effect asks
 * again. The process ends only once it is done.
 */
export function doLater(ctx: CoreContext, what: string, work: () => Promise<void>): void {
  const jobs = running(ctx);
  const job = work().catch((error: unknown) => {
    ctx.logger.error({ err: error, requestId: ctx.requestId }, `${what} failed`);
  });
  jobs.add(job);
  void job.finally(() => jobs.delete(job));
}

/** Resolves once everything that was left for later is done. */
export async function laterWorkDone(ctx: Pick<CoreContext, "runtime">): Promise<void> {
  await Promise.all(running(ctx));
}
