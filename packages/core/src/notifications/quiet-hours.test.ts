import { describe, expect, it } from "vitest";
import { endOfQuiet, quietHoursOf } from "./quiet-hours.ts";

const NIGHT = { fromMinute: 22 * 60, untilMinute: 7 * 60 };
const NOON = { fromMinute: 12 * 60, untilMinute: 14 * 60 + 30 };
const INDIA = "Asia/Kolkata";

function end(quiet: typeof NIGHT, at: string, zone = INDIA): string | null {
  return endOfQuiet(quiet, new Date(at), zone)?.toISOString() ?? null;
}

describe("quiet hours", () => {
  it("over midnight last until the morning, on both sides of it, in the operator's time zone", () => {
    // 22:00 to 07:00 in India are 16:30 to 01:30 UTC.
    expect(end(NIGHT, "2026-03-01T16:29:59.999Z")).toBeNull();
    expect(end(NIGHT, "2026-03-01T16:30:00Z")).toBe("2026-03-02T01:30:00.000Z");
    expect(end(NIGHT, "2026-03-01T18:45:12.345Z")).toBe("2026-03-02T01:30:00.000Z");
    expect(end(NIGHT, "2026-03-02T01:29:59.999Z")).toBe("2026-03-02T01:30:00.000Z");
    expect(end(NIGHT, "2026-03-02T01:30:00Z")).toBeNull();
  });

  it("within a day end the same day", () => {
    expect(end(NOON, "2026-03-01T06:29:00Z")).toBeNull();
    expect(end(NOON, "2026-03-01T06:30:00Z")).toBe("2026-03-01T09:00:00.000Z");
    expect(end(NOON, "2026-03-01T09:00:00Z")).toBeNull();
  });

  it("are none where start and end are equal", () => {
    expect(end({ fromMinute: 600, untilMinute: 600 }, "2026-03-01T04:30:00Z")).toBeNull();
  });

  it("end at the clock's time also in a night in which the clock is changed", () => {
    // Berlin: forward on 29 March 2026, back on 25 October 2026.
    expect(end(NIGHT, "2026-03-28T22:00:00Z", "Europe/Berlin")).toBe("2026-03-29T05:00:00.000Z");
    expect(end(NIGHT, "2026-10-24T21:00:00Z", "Europe/Berlin")).toBe("2026-10-25T06:00:00.000Z");
  });

  it("are the customer's own, else the operator's", () => {
    const settings = { quietFromMinute: 1_320, quietUntilMinute: 420 };
    expect(quietHoursOf({ quietFromMinute: null, quietUntilMinute: null }, settings)).toEqual(NIGHT);
    expect(quietHoursOf({ quietFromMinute: 720, quietUntilMinute: 870 }, settings)).toEqual(NOON);
  });
});
