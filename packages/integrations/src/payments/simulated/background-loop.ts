import type { Clock } from "../../clock.ts";

/** Work that repeats in the background. */
export interface BackgroundLoop {
  /** Looks for work no later than this. */
  wakeAt(time: Date): void;
  /** Ends the loop; resolves when the pass that runs has ended. */
  stop(): Promise<void>;
}

export interface BackgroundWork {
  readonly clock: Clock;
  /** One pass. @returns when there is work again as far as is known, null when none is. */
  readonly pass: () => Promise<Date | null>;
  /** The longest sleep: other processes leave work without a word. */
  readonly pollMs: number;
  readonly onError: (error: unknown) => void;
}

/** Runs passes one after another, asleep in between until work is due or `pollMs` are over. A pass that fails is tried again. */
export function startBackgroundLoop({ clock, pass, pollMs, onError }: BackgroundWork): BackgroundLoop {
  let timer: NodeJS.Timeout | null = null;
  let wakesAtMs = Number.POSITIVE_INFINITY;
  let running: Promise<void> | null = null;
  let isStopped = false;

  function sleepUntil(timeMs: number): void {
    if (isStopped) return;
    if (timer !== null) clearTimeout(timer);
    const nowMs = clock.now().getTime();
    wakesAtMs = Math.min(timeMs, nowMs + pollMs);
    timer = setTimeout(run, Math.max(0, wakesAtMs - nowMs));
    timer.unref();
  }

  async function runPass(): Promise<void> {
    let next: Date | null = null;
    try {
      next = await pass();
    } catch (error) {
      onError(error);
    }
    running = null;
    sleepUntil(Math.min(next?.getTime() ?? Number.POSITIVE_INFINITY, wakesAtMs));
  }

  function run(): void {
    timer = null;
    wakesAtMs = Number.POSITIVE_INFINITY;
    running = runPass();
  }

  run();
  return {
    wakeAt(time) {
      if (running !== null) wakesAtMs = Math.min(wakesAtMs, time.getTime());
      else if (time.getTime() < wakesAtMs) sleepUntil(time.getTime());
    },
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
