/** What one round of one side gave. Latencies in milliseconds. */
export type Measurement = {
  /** Successes a second. */
  rate: number;
  p50: number;
  p99: number;
  ok: number;
  /** Answers that are no success, broken connections and time-outs. */
  failed: number;
  /** How often each failing status came. */
  failures: Record<string, number>;
};

/** A measurement from the time that each piece of work took. */
export function measurementOf(latenciesMs: number[], seconds: number): Measurement {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const ok = sorted.length;
  return { rate: ok / seconds, p50: at(0.5), p99: at(0.99), ok, failed: 0, failures: {} };
}
