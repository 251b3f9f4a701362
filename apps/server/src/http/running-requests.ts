/** How many requests are being worked on. A caller that hangs up does not stop the work on its request. */
export type RunningRequests = {
  begin(): void;
  end(): void;
  /** Settles when none is left, or after `timeoutMs`. */
  drained(timeoutMs: number): Promise<void>;
};

export function runningRequests(): RunningRequests {
  let count = 0;
  let onNone: (() => void) | null = null;
  return {
    begin: () => {
      count += 1;
    },
    end: () => {
      count -= 1;
      if (count === 0) onNone?.();
    },
    drained: (timeoutMs) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (count === 0) return Promise.resolve();
      const timer = setTimeout(resolve, timeoutMs);
      onNone = () => {
        clearTimeout(timer);
        resolve();
      };
      return promise;
    },
  };
}
