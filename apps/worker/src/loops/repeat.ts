/** Work that goes on for as long as the process. */
export type Repeating = {
  /** Makes the next pass happen at once. */
  wake(): void;
  /** Ends it; resolves when the pass that runs has ended. */
  stop(): Promise<void>;
};

export type RepeatedWork = {
  /** One pass; answers after how many milliseconds to look again. Told to stop by `signal`. */
  readonly pass: (signal: AbortSignal) => Promise<number>;
  readonly onError: (error: unknown) => void;
};

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;

/** Runs passes one after another. One that fails is tried again after a wait that grows to ten seconds: nothing ends the loop but `stop`. */
export function repeat({ pass, onError }: RepeatedWork): Repeating {
  const stopping = new AbortController();
  let isWoken = false;
  let wakeSleeper: (() => void) | null = null;
  let failures = 0;

  function sleep(milliseconds: number): Promise<void> {
    if (isWoken || stopping.signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    wakeSleeper = resolve;
    return promise.finally(() => {
      clearTimeout(timer);
      wakeSleeper = null;
    });
  }

  async function passOnce(): Promise<number> {
    try {
      const waitMs = await pass(stopping.signal);
      failures = 0;
      return waitMs;
    } catch (error) {
      onError(error);
      failures += 1;
      return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      isWoken = false;
      await sleep(await passOnce());
    }
  }

  const wake = () => {
    isWoken = true;
    wakeSleeper?.();
  };
  const running = run();
  return {
    wake,
    stop: () => {
      stopping.abort();
      wake();
      return running;
    },
  };
}
