import { setTimeout as delay } from "node:timers/promises";
import { Stop } from "./stop.ts";

const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

/** Waits until the address answers 200, or ends the start when the server has died or takes longer than a minute. */
export async function waitUntilReady(url: string, died: Promise<string>): Promise<void> {
  let failure: string | null = null;
  void died.then((sentence) => {
    failure = sentence;
  });
  for (const deadline = Date.now() + READY_TIMEOUT_MS; Date.now() < deadline; await delay(POLL_MS)) {
    if (failure !== null) throw new Stop(failure);
    if (await answers(url)) return;
  }
  throw new Stop(`The server did not become ready within a minute (${url}).`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
