import { createRuntime, databaseClock } from "@nexa/core";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { connectDatabase, type DatabaseConnection } from "@nexa/db";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Job } from "./job.ts";
import { type DatabaseProxy, startDatabaseProxy } from "./testing/database-proxy.ts";
import { startWorker, type Worker } from "./worker.ts";

const TIMING = { pollSeconds: 0.5, retrySeconds: 1, superviseSeconds: 1, heartbeatSeconds: 10 };
const PATIENCE = { timeout: 25_000, interval: 50 };

let core: TestCore;
let proxy: DatabaseProxy;
let near: DatabaseConnection;
let far: DatabaseConnection;
const workers: Worker[] = [];

beforeEach(async () => {
  core = await createTestCore();
  proxy = await startDatabaseProxy(core.databaseUrl);
  near = connectDatabase({ url: core.databaseUrl, name: "near" });
  far = connectDatabase({ url: proxy.url, name: "far" });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(1_000)));
  await Promise.all([near.close(), far.close()]);
  await proxy.cut();
  await core.close();
});

async function aWorker(db: DatabaseConnection, databaseUrl: string, job: Job): Promise<void> {
  const runtime = createRuntime({ ...core.runtime, db, clock: await databaseClock(near) });
  workers.push(await startWorker({ runtime, databaseUrl, jobs: [job], timing: TIMING }));
}

const jobOf = (schedule: Job["schedule"], run: () => Promise<void>): Job => ({
  name: "test.outage",
  schedule,
  expireSeconds: 60,
  run: async () => {
    await run();
    return {};
  },
});

it("goes on by itself when the database was away for a while", async () => {
  let runs = 0;
  await aWorker(
    far,
    proxy.url,
    jobOf({ pattern: "* * * * * *" }, async () => {
      runs += 1;
    }),
  );
  await vi.waitFor(() => expect(runs).toBeGreaterThan(0), PATIENCE);
  await proxy.cut();
  await expect(far.query({ text: "select 1" })).rejects.toThrow();
  const before = runs;
  await proxy.mend();
  await vi.waitFor(() => expect(runs).toBeGreaterThan(before + 2), PATIENCE);
});

it("takes over the run of a worker that was lost in the middle of it", async () => {
  const never = Promise.withResolvers<void>();
  const started: string[] = [];
  const job = (name: string, ends: Promise<void>) =>
    jobOf({ pattern: "0 3 * * *" }, () => {
      started.push(name);
      return ends;
    });
  await aWorker(far, proxy.url, job("lost", never.promise));
  await vi.waitFor(() => expect(started).toEqual(["lost"]), PATIENCE);
  await proxy.cut();
  await aWorker(near, core.databaseUrl, job("next", Promise.resolve()));
  await vi.waitFor(() => expect(started).toEqual(["lost", "next"]), PATIENCE);
  await vi.waitFor(async () => {
    const jobs = await near.query({ text: "select state::text as state from pgboss.job where name = 'test.outage'" });
    expect(jobs).toEqual([{ state: "completed" }]);
  }, PATIENCE);
  never.resolve();
  await proxy.mend();
});
