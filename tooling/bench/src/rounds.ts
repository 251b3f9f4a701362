import type { Measurement } from "./load/measurement.ts";

/** A side of a comparison: measures one round of itself. */
export type Side = () => Promise<Measurement>;

/** Failing answers that are put up with: one in a thousand. */
const MAX_FAILED_SHARE = 0.001;

/** Takes the sides in turn, `rounds` times over, so that all see the same machine; answers each side's rounds. */
export async function takeTurns<Name extends string>(
  sides: Record<Name, Side>,
  rounds: number,
  progress: (text: string) => void,
): Promise<Record<Name, Measurement[]>> {
  const entries = Object.entries(sides) as [Name, Side][];
  const taken = Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<Name, Measurement[]>;
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, side] of entries) {
      const measured = await side();
      taken[name].push(measured);
      progress(`round ${round}/${rounds}, ${name}: ${Math.round(measured.rate)}/s, p99 ${measured.p99.toFixed(1)} ms`);
    }
  }
  return taken;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? Number.NaN)) / 2 : upper;
}

export type Summary = { rate: number; p50: number; p99: number };

export function summaryOf(rounds: readonly Measurement[]): Summary {
  const of = (pick: (each: Measurement) => number) => median(rounds.map(pick));
  return { rate: of((each) => each.rate), p50: of((each) => each.p50), p99: of((each) => each.p99) };
}

/** A sentence when too many answers were no success, else null. */
export function problemOf(rounds: readonly Measurement[]): string | null {
  const failed = rounds.reduce((sum, each) => sum + each.failed, 0);
  const all = rounds.reduce((sum, each) => sum + each.ok + each.failed, 0);
  if (all > 0 && failed / all <= MAX_FAILED_SHARE) return null;
  const statuses = rounds.flatMap(({ failures }) => Object.entries(failures).map(([name, n]) => `${n} x ${name}`));
  return `${failed} of ${all} answers were no success (${statuses.join(", ")})`;
}
