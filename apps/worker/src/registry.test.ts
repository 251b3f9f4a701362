import { slotsOf } from "@nexa/core/jobs/index";
import { DEFAULT_SETTINGS } from "@nexa/core/settings/index";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Run, runJob } from "./job.ts";
import { jobs } from "./registry.ts";

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

it("names every job once", () => {
  expect(new Set(jobs.map((job) => job.name)).size).toBe(jobs.length);
});

describe.each(jobs)("$name", (job) => {
  it("runs twice for one slot without harm", async () => {
    const slot = core.clock.now().toISOString();
    const run: Run = {
      id: "00000000-0000-8000-8000-000000000000",
      slot,
      attempt: 1,
      signal: new AbortController().signal,
    };
    const first = await runJob(core.runtime, job, run);
    expect(first).toBeTypeOf("object");
    await expect(runJob(core.runtime, job, { ...run, attempt: 2 })).resolves.toBeTypeOf("object");
  });

  it("has a schedule that comes again", () => {
    const slots = slotsOf(job.schedule, DEFAULT_SETTINGS, "Asia/Kolkata");
    const now = core.clock.now();
    expect(slots.latest(now) <= now && now < slots.next(now)).toBe(true);
  });
});
