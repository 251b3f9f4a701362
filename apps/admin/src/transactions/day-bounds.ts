import { instantOf } from "../forms/wall-clock.ts";

const DAY_MS = 86_400_000;

/** The instants between which the operator's days `from` and `until` (both included, `2026-12-20`) lie. */
export function dayBounds(
  days: { from?: string | undefined; until?: string | undefined },
  timeZone: string,
): { from: string | null; until: string | null } {
  return { from: startOf(days.from, 0, timeZone), until: startOf(days.until, 1, timeZone) };
}

function startOf(day: string | undefined, later: number, timeZone: string): string | null {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return null;
  const wanted = new Date(at + later * DAY_MS).toISOString().slice(0, 10);
  return instantOf(`${wanted}T00:00`, timeZone);
}
