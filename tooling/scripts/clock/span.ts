const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;
const SPAN = /^([1-9]\d{0,5})([mhdw])$/;

/** Milliseconds of a length of time such as `45m`, `12h`, `30d` or `2w`; null where it is none. */
export function spanOf(text: string): number | null {
  const [, count, unit] = SPAN.exec(text) ?? [];
  return count === undefined ? null : Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** Milliseconds in days, hours and minutes, rounded down to the minute. */
export function spanInWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / UNITS.m);
  const parts: [number, string][] = [
    [Math.floor(minutes / 1_440), "day"],
    [Math.floor(minutes / 60) % 24, "hour"],
    [minutes % 60, "minute"],
  ];
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return words.length === 0 ? "less than a minute" : words.join(" ");
}
