import { availableParallelism } from "node:os";
import { runtimeSlot } from "../runtime.ts";
import { identityErrors } from "./errors.ts";

const MAX_RUNNING = 4;
const MAX_WAITING = 256;

/**
 * At most as many password hashes at a time as there are cores (4 at most: libuv's threads also serve files and DNS), the rest in
 * line; a line that is too long is refused rather than left to time out.
 */
export function createHashingQueue(maxRunning: number, maxWaiting: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async function run<T>(work: () => Promise<T>): Promise<T> {
    if (running >= maxRunning) {
      if (waiting.length >= maxWaiting) throw identityErrors.busy({ retryAfterSeconds: 5 });
      // The one who finishes hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

export const hashingQueue = runtimeSlot(() =>
  createHashingQueue(Math.min(MAX_RUNNING, availableParallelism()), MAX_WAITING),
);
