import { type Clock, createRuntime, databaseClock, type Runtime } from "@nexa/core";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Job } from "./job.ts";
import { startWorker, type Worker } from "./worker.ts";

const TIMING = { pollSeconds: 0.5, retrySeconds: 1, superviseSeconds: 1 };
const EVERY_SECOND = { pattern: "* * * * * *" };
const NIGHTLY = { pattern: "0 3 * * *" };
const PATIENCE = { timeout: 20_000, interval: 50 };

let core: TestCore;
let clock: Clock;
const workers: Worker[] = [];

beforeEach(async () => {
  core = await createTestCore();
  clock = await databaseClock(core.runtime.db);
  await core.runtime.db.query({ text: "create table runs (job text, run_id text, worker text, at serial)" });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(1_000)));
  await core.close();
});

/** A worker of its own: own connections, own loops, the database's clock. */
async function aWorker(jobs: Job[]): Promise<Worker> {
  const runtime: Runtime = createRuntime({ ...core.another(), clock });
  const worker = await startWorker({ runtime, databaseUrl: core.databaseUrl, jobs, timing: TIMING });
  workers.push(worker);
  return worker;
}

/** A job that leaves a row for each run. */
function counted(name: string, schedule: Job["schedule"], work?: () => Promise<void>, worker = "one"): Job {
  return {
    name,
    schedule,
    expireSeconds: 60,
    run: async (ctx) => {
      await work?.();
      await core.runtime.db.query({
        text: "insert into runs (job, run_id, worker) values ($1, $2, $3)",
        values: [name, ctx.requestId, worker],
      });
      return { done: true };
    },
  };
}

async function runsOf(job: string): Promise<{ run_id: string; worker: string }[]> {
  return core.runtime.db.query({ text: "select run_id, worker from runs where job = $1 order by at", values: [job] });
}

async function waitForRuns(job: string, count: number): Promise<void> {
  await vi.waitFor(async () => expect((await runsOf(job)).length).toBeGreaterThanOrEqual(count), PATIENCE);
}

it("never runs one slot twice, however many workers share the database", async () => {
  const names = ["one", "two", "three"];
  const started = names.map((name) => aWorker([counted("test.tick", EVERY_SECOND, undefined, name)]));
  await Promise.all(started);
  await waitForRuns("test.tick", 5);
  const runs = await runsOf("test.tick");
  expect(new Set(runs.map((run) => run.run_id)).size).toBe(runs.length);
});

it("runs the latest missed slot when it starts: once, although workers start again and together", async () => {
  const nightly = counted("test.nightly", NIGHTLY);
  const first = await aWorker([nightly]);
  await waitForRuns("test.nightly", 1);
  await first.stop();
  const marker = counted("test.marker", EVERY_SECOND);
  await Promise.all([aWorker([nightly, marker]), aWorker([nightly, marker])]);
  await waitForRuns("test.marker", 3);
  expect(await runsOf("test.nightly")).toHaveLength(1);
});

it("tries a job that throws again, while the others go on", async () => {
  let tries = 0;
  const failing = counted("test.failing", NIGHTLY, async () => {
    tries += 1;
    if (tries < 3) throw new Error("not this time");
  });
  await aWorker([failing, counted("test.other", EVERY_SECOND)]);
  await waitForRuns("test.failing", 1);
  expect(tries).toBe(3);
  await waitForRuns("test.other", 2);
  const [run] = await runsOf("test.failing");
  await vi.waitFor(async () => {
    const [history] = await core.runtime.db.query<{ state: string; output: unknown }>({
      text: "select state::text as state, output from pgboss.job where id = $1",
      values: [run?.run_id],
    });
    expect(history).toEqual({ state: "completed", output: { done: true } });
  }, PATIENCE);
});

it("survives the loss of all its connections", async () => {
  await aWorker([counted("test.steady", EVERY_SECOND)]);
  await waitForRuns("test.steady", 1);
  const client = await core.runtime.db.pool.connect();
  try {
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
  } finally {
    client.release();
  }
  const before = (await runsOf("test.steady")).length;
  await waitForRuns("test.steady", before + 3);
});

it("lets a job that runs end before it stops", async () => {
  const gate = Promise.withResolvers<void>();
  let hasStarted = false;
  const worker = await aWorker([
    counted("test.slow", NIGHTLY, () => {
      hasStarted = true;
      return gate.promise;
    }),
  ]);
  await vi.waitFor(() => expect(hasStarted).toBe(true), PATIENCE);
  const stopped = worker.stop();
  gate.resolve();
  await stopped;
  expect(await runsOf("test.slow")).toHaveLength(1);
});

it("gives back a job that does not end in time, and the next worker runs it", async () => {
  const gate = Promise.withResolvers<void>();
  let hasStarted = false;
  const stuck = counted("test.stuck", NIGHTLY, () => {
    hasStarted = true;
    return gate.promise;
  });
  const first = await aWorker([stuck]);
  await vi.waitFor(() => expect(hasStarted).toBe(true), PATIENCE);
  await first.stop(1_000);
  await aWorker([counted("test.stuck", NIGHTLY, undefined, "two")]);
  await waitForRuns("test.stuck", 1);
  expect((await runsOf("test.stuck")).map((run) => run.worker)).toEqual(["two"]);
  gate.resolve();
});
