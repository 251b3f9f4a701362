import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const SAMPLE_MS = 200;
const PROBE_PAUSE_MS = 5;

export type Watched = { peakMb: number; p50Ms: number; p99Ms: number; requests: number };

/** While `work` runs: the most memory that a process had resident, and how long requests took that came one after another. */
export async function watch(pid: number, probe: () => Promise<unknown>, work: Promise<unknown>): Promise<Watched> {
  const over = new AbortController();
  const ended = work.finally(() => over.abort());
  const [peakMb, times] = await Promise.all([peakOf(pid, over.signal), timesOf(probe, over.signal), ended]);
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1));
  return { peakMb, p50Ms: at(0.5), p99Ms: at(0.99), requests: sorted.length };
}

async function peakOf(pid: number, signal: AbortSignal): Promise<number> {
  let peakKb = 0;
  do {
    const { stdout } = await run("ps", ["-o", "rss=", "-p", String(pid)]);
    peakKb = Math.max(peakKb, Number(stdout.trim()));
    await pause(SAMPLE_MS, undefined, { signal }).catch(() => undefined);
  } while (!signal.aborted);
  return Math.round(peakKb / 1024);
}

async function timesOf(probe: () => Promise<unknown>, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  do {
    const startedAt = performance.now();
    await probe();
    times.push(performance.now() - startedAt);
    await pause(PROBE_PAUSE_MS);
  } while (!signal.aborted);
  return times;
}
