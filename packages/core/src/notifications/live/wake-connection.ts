import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Runtime } from "../../runtime.ts";
import { NOTICE_WAKE_CHANNEL } from "../notice-wake-channel.ts";

const RECONNECT_MS = 1_000;

/** A connection of its own that hears when notices were placed. */
export type WakeConnection = { close(): Promise<void> };

/**
 * Listens on one dedicated connection and calls `onWake` for every notice batch, and after each (re)connection, since what happened in
 * between went unheard. Tries again for as long as it is not closed.
 */
export function openWakeConnection(runtime: Runtime, onWake: () => void): WakeConnection {
  const closing = new AbortController();
  const running = keepListening(runtime, onWake, closing.signal);
  return {
    close: async () => {
      closing.abort();
      await running;
    },
  };
}

async function keepListening(runtime: Runtime, onWake: () => void, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    try {
      await listenOnce(runtime, onWake, closing);
    } catch (error) {
      runtime.logger.warn({ err: error }, "the notice stream lost its database connection; connecting again");
      // Ends early, by rejecting, when the runtime closes.
      await delay(RECONNECT_MS, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  }
}

/** Listens until the connection breaks (throws) or the runtime closes (returns). */
async function listenOnce(runtime: Runtime, onWake: () => void, closing: AbortSignal): Promise<void> {
  const client = new pg.Client(runtime.db.pool.options);
  const ended = Promise.withResolvers<void>();
  const stop = () => ended.resolve();
  client.on("error", ended.reject);
  client.on("end", () => ended.reject(new Error("the connection ended")));
  client.on("notification", onWake);
  closing.addEventListener("abort", stop, { once: true });
  try {
    await Promise.race([client.connect(), ended.promise]);
    await Promise.race([client.query(`listen ${NOTICE_WAKE_CHANNEL}`), ended.promise]);
    onWake();
    await ended.promise;
  } finally {
    closing.removeEventListener("abort", stop);
    // The connection may be broken already; then there is nothing left to end.
    await client.end().catch(() => undefined);
  }
}
