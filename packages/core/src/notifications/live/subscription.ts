/** Why a stream ended: its reader left, its session is no longer live, or the process is going down. */
export type StreamEnd = "left" | "signedOut" | "closing";

/** One open stream, as the hub wakes it and the stream waits for it. */
export type Subscription = {
  readonly customerId: string;
  readonly sessionId: string;
  /** Says that there may be something new. Never lost: a stream that is busy looks again afterwards. */
  wake(): void;
  end(reason: StreamEnd): void;
  /** Null while the stream goes on. */
  readonly ended: StreamEnd | null;
  /** Waits for a wake-up; at once when one came since the last call. False when the stream has ended. */
  woken(): Promise<boolean>;
};

/** A stream that is awake, so that it reads once before it first waits. */
export function createSubscription(customerId: string, sessionId: string): Subscription {
  let isAwake = true;
  let ended: StreamEnd | null = null;
  let waiting: PromiseWithResolvers<void> | null = null;
  const release = () => {
    waiting?.resolve();
    waiting = null;
  };
  return {
    customerId,
    sessionId,
    wake: () => {
      isAwake = true;
      release();
    },
    end: (reason) => {
      ended ??= reason;
      release();
    },
    get ended() {
      return ended;
    },
    woken: async () => {
      if (!isAwake && ended === null) {
        waiting = Promise.withResolvers();
        await waiting.promise;
      }
      isAwake = false;
      return ended === null;
    },
  };
}
