import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { runtimeSlot } from "../runtime.ts";
import { identityErrors } from "./errors.ts";
import type { hash, verify } from "./hash-worker.ts";

const MAX_THREADS = 4;
const MAX_WAITING = 256;
const IDLE_MS = 60_000;

/** What the threads do, as `hash-worker.ts` exports it. */
export type HashingPool = {
  hash(job: Parameters<typeof hash>[0]): Promise<string>;
  verify(job: Parameters<typeof verify>[0]): Promise<boolean>;
};

/**
 * Threads for nothing but password hashes, one per core at most: libuv's own are left to files, DNS and tokens, and the 19 MiB of a
 * hash stay in the core's cache (a third faster here than on libuv's four threads). Throws `identity.busy` where a line that is too long
 * would time out.
 */
export function createHashingPool(threads: number, maxWaiting: number): HashingPool & { close(): Promise<void> } {
  const pool = new Piscina({
    filename: new URL("./hash-worker.ts", import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    maxQueue: maxWaiting,
    recordTiming: false,
    resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 },
  });
  const run = (name: string, job: unknown) => {
    if (pool.queueSize >= maxWaiting) throw identityErrors.busy({ retryAfterSeconds: 5 });
    return pool.run(job, { name });
  };
  return {
    hash: async (job) => run("hash", job),
    verify: async (job) => run("verify", job),
    close: () => pool.destroy(),
  };
}

export const hashingPool = runtimeSlot((runtime) => {
  const pool = createHashingPool(Math.min(MAX_THREADS, availableParallelism()), MAX_WAITING);
  runtime.onClose(() => pool.close());
  return pool;
});
