import { randomUUID } from "node:crypto";
import type { AdminRole } from "@nexa/contracts";
import { auditEvents, jobRequests, jobSchedules, tasks } from "@nexa/db";
import { eq, isNull } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { withTransaction } from "../context.ts";
import { updateSettings } from "../settings/index.ts";
import { startTask } from "../tasks/index.ts";
import { contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { jobsErrors } from "./errors.ts";
import { deleteOldJobRecords, type PublishedJob, publishJobs, requestJob, sendRequestedJobs } from "./index.ts";

const DAY = 86_400_000;
const NIGHTLY: PublishedJob = { name: "audit.books", schedule: { pattern: "0 3 * * *" }, expireSeconds: 3_600 };
const BY_SETTING: PublishedJob = {
  name: "subscriptions.boundaries",
  schedule: { everyMinutes: "subscriptionWorkerMinutes" },
  expireSeconds: 60,
};
const NAMES = [NIGHTLY.name, BY_SETTING.name];

let core: TestCore;
beforeEach(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T12:00:10Z") });
});
afterEach(() => core.close());

const api = async (role: AdminRole = "owner") => adminRouter.createCaller(await core.admin(role)).jobs;
const ask = (jobName: string) => withTransaction(core.job(), (tx) => requestJob(tx, jobName));
const unsent = () => core.runtime.db.orm.select().from(jobRequests).where(isNull(jobRequests.sentAt));

describe("what the workers do by the clock", () => {
  it("is nothing before the first worker has started", async () => {
    const jobs = await api();
    expect(await jobs.list({})).toEqual({ items: [] });
    const notFound = { cause: { reason: jobsErrors.notFound().reason } };
    await expect(jobs.run({ jobName: "audit.books" })).rejects.toMatchObject(notFound);
    await expect(jobs.listRuns({ jobName: "audit.books" })).rejects.toMatchObject(notFound);
  });

  it("is listed by name with the next run of each, by pattern and by setting, without a queue too", async () => {
    await publishJobs(core.job(), [BY_SETTING, NIGHTLY]);
    const jobs = await api();
    expect((await jobs.list({})).items).toEqual([
      {
        ...{ name: "audit.books", pattern: "0 3 * * *", everyMinutes: null, expireSeconds: 3_600 },
        ...{ nextRunAt: "2026-11-23T21:30:00.000Z", lastRuns: [] },
      },
      {
        ...{ name: "subscriptions.boundaries", pattern: null, everyMinutes: 1, expireSeconds: 60 },
        ...{ nextRunAt: "2026-11-23T12:01:00.000Z", lastRuns: [] },
      },
    ]);
    await updateSettings(await core.admin("owner"), { subscriptionWorkerMinutes: 30 });
    expect((await jobs.list({})).items[1]).toMatchObject({ everyMinutes: 30, nextRunAt: "2026-11-23T12:30:00.000Z" });
    expect(await jobs.listRuns({ jobName: "audit.books" })).toEqual({ items: [], nextCursor: null });
  });

  it("is as the worker that started last says, also when several start together", async () => {
    await publishJobs(core.job(), [NIGHTLY, BY_SETTING]);
    const later = { ...NIGHTLY, schedule: { pattern: "0 4 * * *" } };
    const workers = Array.from({ length: 4 }, () => contextOf(core.another(), { kind: "job", name: "test" } as const));
    await Promise.all(workers.map((each) => publishJobs(each, [later])));
    expect(await core.runtime.db.orm.select().from(jobSchedules)).toMatchObject([
      { name: "audit.books", pattern: "0 4 * * *" },
    ]);
    await publishJobs(core.job(), []);
    expect((await (await api()).list({})).items).toEqual([]);
  });
});

describe("running a job now", () => {
  it("asks for a run and keeps who did", async () => {
    await publishJobs(core.job(), [NIGHTLY]);
    const owner = await core.admin("owner");
    const asked = await adminRouter.createCaller(owner).jobs.run({ jobName: "audit.books" });
    expect(asked).toEqual({ id: asked.id, jobName: "audit.books", requestedAt: core.clock.now().toISOString() });
    const by = { jobName: "audit.books", requestedBy: owner.actor.adminId };
    expect(await unsent()).toMatchObject([{ id: asked.id, ...by }]);
    const [row] = await core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.action, "jobs.run"));
    expect(row).toMatchObject({ subjectKind: "job", subjectId: "audit.books", after: { runId: asked.id } });
  });

  it("is refused for a job that there is not", async () => {
    await publishJobs(core.job(), [NIGHTLY]);
    const notFound = { code: "NOT_FOUND", cause: { reason: jobsErrors.notFound().reason } };
    await expect((await api()).run({ jobName: "no such job" })).rejects.toMatchObject(notFound);
    expect(await unsent()).toEqual([]);
  });

  it("is the owner's, reading is the manager's and finance's too", async () => {
    await publishJobs(core.job(), [NIGHTLY]);
    const input = { jobName: "audit.books" };
    for (const role of ["manager", "finance"] as const) {
      expect((await (await api(role)).list({})).items).toHaveLength(1);
      await (await api(role)).listRuns(input);
      await expect((await api(role)).run(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    for (const role of ["support", "content"] as const) {
      await expect((await api(role)).list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect((await api(role)).listRuns(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });
});

describe("what was asked for", () => {
  it("is sent once, the oldest first, also by workers that look together", async () => {
    const asked: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      asked.push((await ask("audit.books")).id);
      core.clock.advance(1);
    }
    const sent: string[] = [];
    const look = () =>
      sendRequestedJobs(contextOf(core.another(), { kind: "job", name: "test" }), NAMES, async ({ id }) => {
        sent.push(id);
      });
    const counts = await Promise.all([look(), look(), look()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(sent).toEqual(asked);
    expect(await look()).toBe(0);
  });

  it("is sent again under the same id where a worker dies between sending and marking", async () => {
    const { id } = await ask("audit.books");
    const sent: string[] = [];
    const dying = sendRequestedJobs(core.job(), NAMES, async (request) => {
      sent.push(request.id);
      throw new Error("the worker died");
    });
    await expect(dying).rejects.toThrow("the worker died");
    await sendRequestedJobs(core.job(), NAMES, async (request) => {
      sent.push(request.id);
    });
    expect(sent).toEqual([id, id]);
    expect(await unsent()).toEqual([]);
  });

  it("of a job that this version does not know is left to the workers that do", async () => {
    await ask("news.ofTomorrow");
    expect(await sendRequestedJobs(core.job(), NAMES, () => Promise.reject(new Error("unknown")))).toBe(0);
    expect(await unsent()).toMatchObject([{ jobName: "news.ofTomorrow" }]);
  });

  it("is nothing where the transaction was undone", async () => {
    const undone = withTransaction(core.job(), async (tx) => {
      await requestJob(tx, "audit.books");
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await unsent()).toEqual([]);
  });
});

it("forgets requests after a week and tasks half a year after they ended, but none that is open", async () => {
  const begin = () => withTransaction(core.job(), (tx) => startTask(tx, { kind: "backup", params: {} }));
  const [ended, open] = [await begin(), await begin()];
  const endedAt = core.clock.now();
  await core.runtime.db.orm.update(tasks).set({ status: "succeeded", endedAt }).where(eq(tasks.id, ended.id));
  core.clock.advance(8 * DAY);
  await ask(randomUUID());
  expect(await deleteOldJobRecords(core.job())).toEqual({ requests: 2, tasks: 0 });
  core.clock.advance(180 * DAY);
  expect(await deleteOldJobRecords(core.job())).toEqual({ requests: 1, tasks: 1 });
  expect(await core.runtime.db.orm.select().from(tasks)).toMatchObject([{ id: open.id }]);
});
