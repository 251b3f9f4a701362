import type { Measurement } from "../load/measurement.ts";
import { problemOf, summaryOf } from "../rounds.ts";
import type { Line } from "../row.ts";

const wholes = new Intl.NumberFormat("en");

export function perSecond(rate: number): string {
  return `${wholes.format(Math.round(rate))}/s`;
}

export function milliseconds(...values: number[]): string {
  return `${values.map((value) => (value < 10 ? value.toFixed(1) : value.toFixed(0))).join(" / ")} ms`;
}

export type Comparison = {
  row: string;
  product: readonly Measurement[];
  floor: readonly Measurement[];
  ratio: number;
  /** Milliseconds; none without. */
  p99?: number;
};

/** The line of a row that compares rates: the ratio of the medians, and the product's latency where that has a bound. */
export function lineOf({ row, product, floor, ratio: toReach, p99 }: Comparison): Line {
  const [ours, bare] = [summaryOf(product), summaryOf(floor)];
  const ratio = ours.rate / bare.rate;
  return {
    row,
    product: perSecond(ours.rate),
    floor: perSecond(bare.rate),
    ratio,
    toReach: toReach.toFixed(2) + (p99 === undefined ? "" : `, p99 < ${p99} ms`),
    isReached: ratio >= toReach && (p99 === undefined || ours.p99 < p99),
    times: milliseconds(ours.p50, ours.p99),
    problem: problemOf([...product, ...floor]),
    figures: { product, floor },
  };
}

/** A line that only gives a figure for scale. */
export function scaleLine(row: string, rounds: readonly Measurement[]): Line {
  const { rate, p50, p99 } = summaryOf(rounds);
  return {
    row: `  ${row}`,
    product: "",
    floor: perSecond(rate),
    ratio: null,
    toReach: "",
    isReached: null,
    times: milliseconds(p50, p99),
    problem: problemOf(rounds),
    figures: { rounds },
  };
}
