import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 20;

/** Waits until the address answers 200. @throws when that takes longer than `timeoutSeconds`, or `isOver` says that it is in vain. */
export async function whenReady(url: string, timeoutSeconds: number, isOver: () => boolean): Promise<void> {
  const deadline = performance.now() + timeoutSeconds * 1_000;
  while (performance.now() < deadline) {
    if (isOver()) throw new Error(`nobody answers at ${url}: the program has ended`);
    if (await answers(url)) return;
    await pause(POLL_MS);
  }
  throw new Error(`${url} was not ready within ${timeoutSeconds} seconds`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Nobody listens there yet.
    return false;
  }
}
