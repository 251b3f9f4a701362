import { expect, it } from "vitest";
import { isLastAttempt, nextAttemptAt } from "./retry-schedule.ts";

it("retries five times, waiting longer each time, then gives up", () => {
  const failedAt = new Date("2026-03-01T00:00:00Z");
  const waits = [1, 2, 3, 4, 5, 6].map(
    (attempts) => nextAttemptAt(attempts, failedAt)?.toISOString().slice(11, 19) ?? null,
  );
  expect(waits).toEqual(["00:00:10", "00:00:30", "00:02:00", "00:10:00", "01:00:00", null]);
  expect([1, 5, 6, 7].map(isLastAttempt)).toEqual([false, false, true, true]);
});
