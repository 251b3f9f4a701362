/** A part of a whole in percent, to a hundredth; null where the whole is nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 10_000) / whole) / 100;
}

/** By how much a figure grew, in percent to a hundredth; null where there was nothing before, or less. */
export function changePercent(current: number | null, previous: number | null): number | null {
  if (current === null || previous === null || previous <= 0) return null;
  return percentOf(current - previous, previous);
}
