import type { AdminRouter } from "@nexa/core";
import { adminRouter, createRuntime, databaseClock } from "@nexa/core";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { jobRequests } from "@nexa/db";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Job } from "./job.ts";
import { startWorker, type Worker } from "./worker.ts";

const TIMING = { pollSeconds: 0.5, retrySeconds: 1, superviseSeconds: 1 };
const PATIENCE = { timeout: 20_000, interval: 50 };
type JobsApi = ReturnType<AdminRouter["createCaller"]>["jobs"];

let core: TestCore;
let jobs: JobsApi;
let ownerId: string;
let runs: string[];
const workers: Worker[] = [];

beforeEach(async () => {
  core = await createTestCore();
  const owner = await core.admin("owner");
  ownerId = owner.actor.adminId;
  jobs = adminRouter.createCaller(owner).jobs;
  runs = [];
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(1_000)));
  await core.close();
});

/** Once a year, so that only what is asked for runs, after the slot that was missed. */
function yearly(work: (run: number) => Promise<void> = async () => undefined): Job {
  return {
    name: "test.yearly",
    schedule: { pattern: "0 3 1 1 *" },
    expireSeconds: 60,
    run: async (ctx) => {
      runs.push(ctx.requestId);
      await work(runs.length);
      return { runs: runs.length };
    },
  };
}

async function aWorker(job: Job): Promise<void> {
  const clock = await databaseClock(core.runtime.db);
  const runtime = createRuntime({ ...core.another(), clock });
  workers.push(await startWorker({ runtime, databaseUrl: core.databaseUrl, jobs: [job], timing: TIMING }));
}

const history = async (limit = 50) => (await jobs.listRuns({ jobName: "test.yearly", limit })).items;
const ended = (count: number) =>
  vi.waitFor(async () => {
    const states = (await history()).map(({ state }) => state);
    expect(states).toHaveLength(count);
    expect(new Set(states)).toEqual(new Set(["succeeded"]));
  }, PATIENCE);

it("runs what staff ask for once, at once, and keeps it in the history with who asked", async () => {
  await Promise.all([aWorker(yearly()), aWorker(yearly())]);
  await ended(1);
  const asked = await jobs.run({ jobName: "test.yearly" });
  await ended(2);
  const [run, missed] = await history();
  expect(run).toMatchObject({
    ...{ id: asked.id, jobName: "test.yearly", state: "succeeded", requestedBy: ownerId, slot: asked.requestedAt },
    ...{ attempt: 1, error: null, result: { runs: 2 } },
  });
  expect(run?.durationMs).toBe(Date.parse(run?.endedAt ?? "") - Date.parse(run?.startedAt ?? ""));
  expect(missed).toMatchObject({ requestedBy: null, result: { runs: 1 } });
  expect(new Set(runs).size).toBe(2);
  const [job] = (await jobs.list({})).items;
  expect(job).toMatchObject({ name: "test.yearly", pattern: "0 3 1 1 *", lastRuns: [run, missed] });
});

it("runs a request once although a worker died between sending and marking it", async () => {
  await aWorker(yearly());
  await ended(1);
  await jobs.run({ jobName: "test.yearly" });
  await ended(2);
  await core.runtime.db.orm.update(jobRequests).set({ sentAt: null });
  await vi.waitFor(async () => {
    expect(await core.runtime.db.orm.select().from(jobRequests)).not.toMatchObject([{ sentAt: null }]);
  }, PATIENCE);
  const asked = await jobs.run({ jobName: "test.yearly" });
  await ended(3);
  expect((await history())[0]?.id).toBe(asked.id);
});

it("lets requests that come while one waits be served by that one", async () => {
  const gate = Promise.withResolvers<void>();
  await aWorker(yearly((run) => (run === 1 ? gate.promise : Promise.resolve())));
  await vi.waitFor(() => expect(runs).toHaveLength(1), PATIENCE);
  for (let count = 0; count < 5; count += 1) await jobs.run({ jobName: "test.yearly" });
  await vi.waitFor(async () => {
    const requests = await core.runtime.db.orm.select().from(jobRequests);
    expect(requests.filter(({ sentAt }) => sentAt === null)).toEqual([]);
  }, PATIENCE);
  expect((await history()).map(({ state }) => state)).toEqual(["waiting", "running"]);
  expect((await history())[0]).toMatchObject({ attempt: 0, startedAt: null, durationMs: null, result: null });
  gate.resolve();
  await ended(2);
});

it("says why a run failed without the values it worked with, and how often it was begun", async () => {
  await aWorker(
    yearly(async (run) => {
      if (run === 1) throw new Error("no line for +919812345678\nparams: secret");
    }),
  );
  await vi.waitFor(async () => {
    const [run] = await history();
    expect(run).toMatchObject({ state: "retrying", attempt: 1, error: "no line for +…5678", result: null });
  }, PATIENCE);
  await ended(1);
  expect((await history())[0]).toMatchObject({ attempt: 2, error: null });
});

it("pages through the history, and by state", async () => {
  await aWorker(yearly());
  await ended(1);
  for (let count = 2; count <= 4; count += 1) {
    await jobs.run({ jobName: "test.yearly" });
    await ended(count);
  }
  const all = (await history()).map(({ id }) => id);
  const first = await jobs.listRuns({ jobName: "test.yearly", limit: 3 });
  const second = await jobs.listRuns({ jobName: "test.yearly", limit: 3, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all);
  expect(second.nextCursor).toBeNull();
  expect((await jobs.listRuns({ jobName: "test.yearly", state: "failed" })).items).toEqual([]);
  expect((await jobs.listRuns({ jobName: "test.yearly", state: "succeeded" })).items).toHaveLength(4);
  const badCursor = { cause: { reason: "request.badCursor" } };
  await expect(jobs.listRuns({ jobName: "test.yearly", cursor: "nonsense" })).rejects.toMatchObject(badCursor);
});
