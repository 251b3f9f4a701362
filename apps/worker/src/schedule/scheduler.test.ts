import { updateSettings } from "@nexa/core/settings/update-settings";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Job } from "../job.ts";
import { startScheduler } from "./scheduler.ts";

const START = new Date("2026-11-23T12:00:10Z");
const HOUR_MS = 3_600_000;

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: START });
});
afterAll(() => core.close());

/** In India on the half hour of UTC. */
const hourly: Job = {
  name: "test.hourly",
  schedule: { pattern: "0 * * * *" },
  expireSeconds: 60,
  run: async () => ({}),
};

it("sends the latest missed slot at the start, one slot after a clock that jumped ahead, and no other after one that jumped back", async () => {
  core.clock.set(START);
  const sent: string[] = [];
  const [scheduler] = startScheduler(core.runtime, [hourly], async (_job, slot) => {
    sent.push(slot.toISOString());
    return true;
  });
  await vi.waitFor(() => expect(sent).toEqual(["2026-11-23T11:30:00.000Z"]));

  core.clock.advance(30 * HOUR_MS);
  scheduler?.wake();
  await vi.waitFor(() => expect(sent.at(-1)).toBe("2026-11-24T17:30:00.000Z"));

  core.clock.advance(-30 * HOUR_MS);
  scheduler?.wake();
  await vi.waitFor(() => expect(sent.at(-1)).toBe("2026-11-23T11:30:00.000Z"));
  expect(new Set(sent).size).toBe(2);
  await scheduler?.stop();
});

it("follows the setting's minutes as soon as staff change them", async () => {
  core.clock.set(START);
  const owner = await core.admin("owner");
  await updateSettings(owner, { subscriptionWorkerMinutes: 60 });
  const sent: string[] = [];
  const job: Job = { ...hourly, name: "test.minutes", schedule: { everyMinutes: "subscriptionWorkerMinutes" } };
  const [scheduler] = startScheduler(core.runtime, [job], async (_job, slot) => {
    sent.push(slot.toISOString());
    return true;
  });
  await vi.waitFor(() => expect(sent).toEqual(["2026-11-23T12:00:00.000Z"]));
  await updateSettings(owner, { subscriptionWorkerMinutes: 1 });
  core.clock.advance(5 * 60_000);
  scheduler?.wake();
  await vi.waitFor(() => expect(sent.at(-1)).toBe("2026-11-23T12:05:00.000Z"));
  await scheduler?.stop();
});

it("sends a slot again when sending it failed", async () => {
  core.clock.set(START);
  let tries = 0;
  const [scheduler] = startScheduler(core.runtime, [hourly], async () => {
    tries += 1;
    if (tries === 1) throw new Error("the database is away");
    return true;
  });
  await vi.waitFor(() => expect(tries).toBe(2), { timeout: 5_000 });
  await scheduler?.stop();
});
