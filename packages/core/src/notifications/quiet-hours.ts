import type { Settings } from "../settings/index.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** From one minute of the operator's day (0 to 1439) until another, over midnight where it starts later. Equal: none. */
export type QuietHours = { readonly fromMinute: number; readonly untilMinute: number };

/** A customer's own quiet hours, or the operator's where they chose none. */
export function quietHoursOf(
  own: { quietFromMinute: number | null; quietUntilMinute: number | null },
  settings: Pick<Settings, "quietFromMinute" | "quietUntilMinute">,
): QuietHours {
  const { quietFromMinute, quietUntilMinute } = own.quietFromMinute === null ? settings : own;
  return {
    fromMinute: quietFromMinute ?? settings.quietFromMinute,
    untilMinute: quietUntilMinute ?? settings.quietUntilMinute,
  };
}

/** When the quiet hours that hold at `at` end, in the operator's time zone; null outside of them. */
export function endOfQuiet({ fromMinute, untilMinute }: QuietHours, at: Date, timeZone: string): Date | null {
  const minute = minuteOfDay(at, timeZone);
  const length = (untilMinute - fromMinute + DAY_MINUTES) % DAY_MINUTES;
  const since = (minute - fromMinute + DAY_MINUTES) % DAY_MINUTES;
  if (since >= length) return null;
  const end = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS + (length - since) * MINUTE_MS);
  // Where the clock is put forward or back on the way, the minute of the day says by how much.
  const off = ((minuteOfDay(end, timeZone) - untilMinute + 1.5 * DAY_MINUTES) % DAY_MINUTES) - DAY_MINUTES / 2;
  const corrected = new Date(end.getTime() - off * MINUTE_MS);
  return corrected > at ? corrected : end;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function minuteOfDay(at: Date, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    clocks.set(timeZone, clock);
  }
  const [hours = "0", minutes = "0"] = clock.format(at).split(":");
  return Number(hours) * 60 + Number(minutes);
}
