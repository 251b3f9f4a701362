import type { Clock } from "../clock.ts";

export interface MovableClock extends Clock {
  advance(milliseconds: number): void;
}

/** The real time, moved on as a test asks. */
export function movableClock(): MovableClock {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    advance(milliseconds) {
      aheadMs += milliseconds;
    },
  };
}
