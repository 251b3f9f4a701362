import { randomUUID } from "node:crypto";
import { type AdminRole, CoreError, type Task, type TaskKind } from "@nexa/contracts";
import { auditEvents, jobRequests, tasks } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { tasksErrors } from "./errors.ts";
import { runTasks, startTask, type TaskRow, type TaskRun, type TaskWork } from "./index.ts";

const DAY = 86_400_000;
const PATIENCE = { timeout: 15_000, interval: 20 };

let core: TestCore;
let owner: CoreContext<AdminActor>;
beforeEach(async () => {
  core = await createTestCore();
  owner = await core.admin("owner");
});
afterEach(() => core.close());

const start = (kind: TaskKind = "backup", params: Record<string, unknown> = {}) =>
  withTransaction(owner, (tx) => startTask(tx, { kind, params }));

async function rowOf({ id }: TaskRow): Promise<TaskRow> {
  const [row] = await core.runtime.db.orm.select().from(tasks).where(eq(tasks.id, id));
  if (!row) throw new Error("the task is gone");
  return row;
}

const api = async (role: AdminRole = "owner") => adminRouter.createCaller(await core.admin(role)).tasks;
const worker = (): CoreContext => contextOf(core.another(), { kind: "job", name: "test" });
const run = (ctx: CoreContext, work: TaskWork, signal = new AbortController().signal) =>
  runTasks(ctx, { kind: "backup", work, signal });

/** Work that goes on until it is let go; it ends early where it is told to stop. */
function longWork() {
  const gate = Promise.withResolvers<Record<string, unknown>>();
  const runs: TaskRun[] = [];
  const work: TaskWork = (_ctx, taskRun) => {
    runs.push(taskRun);
    const stopped = Promise.withResolvers<never>();
    taskRun.signal.addEventListener("abort", () => stopped.reject(new Error("told to stop")));
    return Promise.race([gate.promise, stopped.promise]);
  };
  const begun = () => vi.waitFor(() => expect(runs.length).toBeGreaterThan(0), PATIENCE);
  return { work, runs, begun, finish: gate.resolve };
}

describe("work that is done", () => {
  it("is kept with what came of it, and its worker is asked for", async () => {
    const task = await start("backup", { name: "by hand" });
    expect(await core.runtime.db.orm.select().from(jobRequests)).toMatchObject([
      { jobName: "backups.backUp", sentAt: null },
    ]);
    const work: TaskWork = async (_ctx, { task: given }) => ({ saw: given.params });
    expect(await run(worker(), work)).toEqual({ done: 1 });
    expect(await run(worker(), work)).toEqual({ done: 0 });
    expect(await (await api()).get({ taskId: task.id })).toMatchObject({
      status: "succeeded",
      params: { name: "by hand" },
      result: { saw: { name: "by hand" } },
      error: null,
      requestedBy: owner.actor.adminId,
    });
  });

  it("is not begun where the transaction that asked for it was undone", async () => {
    await expect(
      withTransaction(owner, async (tx) => {
        await startTask(tx, { kind: "backup", params: {} });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await run(worker(), async () => ({}))).toEqual({ done: 0 });
    expect(await core.runtime.db.orm.select().from(jobRequests)).toEqual([]);
  });

  it("is done once by many workers, the oldest first", async () => {
    const started: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      started.push((await start()).id);
      core.clock.advance(1);
    }
    const done: string[] = [];
    const work: TaskWork = async (_ctx, { task }) => {
      done.push(task.id);
      return {};
    };
    await Promise.all([run(worker(), work), run(worker(), work), run(worker(), work)]);
    expect([...done].sort()).toEqual(started);
    expect(new Set(done).size).toBe(6);
    done.length = 0;
    const [first, second] = [await start(), await start("restore")];
    await run(worker(), work);
    expect(done).toEqual([first.id]);
    expect((await rowOf(second)).status).toBe("waiting");
  });

  it("shows how far it is while it runs", async () => {
    const task = await start();
    const { work, runs, begun, finish } = longWork();
    const running = run(worker(), work);
    await begun();
    expect((await rowOf(task)).status).toBe("running");
    runs[0]?.report({ step: "tables", done: 3, total: 60 });
    await vi.waitFor(async () => {
      expect((await rowOf(task)).progress).toEqual({ step: "tables", done: 3, total: 60 });
    }, PATIENCE);
    runs[0]?.report({ step: "files", done: 1, total: null });
    finish({});
    await running;
    expect(await rowOf(task)).toMatchObject({ status: "succeeded", progress: { step: "files" }, leaseUntil: null });
  });
});

describe("work that fails", () => {
  it("says why where a person can do something about it, and nothing of its inside otherwise, and is not tried again", async () => {
    const told = await start();
    await run(worker(), async () => {
      throw new CoreError("CONFLICT", "backups.tooOld", "This backup was made by a newer version.");
    });
    expect(await rowOf(told)).toMatchObject({
      status: "failed",
      error: "This backup was made by a newer version.",
      result: null,
    });
    const hidden = await start();
    await run(worker(), () => Promise.reject(new Error("secret +919812345678")));
    expect(await rowOf(hidden)).toMatchObject({
      status: "failed",
      error: "Something went wrong. The log of the worker says what.",
    });
    expect(await run(worker(), async () => ({}))).toEqual({ done: 0 });
  });

  it("does not keep the next one from being done", async () => {
    await start();
    core.clock.advance(1);
    const next = await start();
    let count = 0;
    await run(worker(), async () => {
      count += 1;
      if (count === 1) throw new Error("not this one");
      return {};
    });
    expect((await rowOf(next)).status).toBe("succeeded");
  });
});

describe("a worker that must go", () => {
  it("gives its task back without counting the attempt, and the next worker does it", async () => {
    const task = await start();
    const shutdown = new AbortController();
    const { work, begun } = longWork();
    const running = run(worker(), work, shutdown.signal);
    await begun();
    shutdown.abort();
    expect(await running).toEqual({ done: 1 });
    expect(await rowOf(task)).toMatchObject({ status: "waiting", attempt: 0, leaseUntil: null, error: null });
    await run(worker(), async () => ({ by: "the next" }));
    expect(await rowOf(task)).toMatchObject({ status: "succeeded", result: { by: "the next" }, attempt: 1 });
  });

  it("begins nothing once it must go", async () => {
    const task = await start();
    expect(await run(worker(), async () => ({}), AbortSignal.abort())).toEqual({ done: 0 });
    expect((await rowOf(task)).status).toBe("waiting");
  });
});

describe("a worker that died", () => {
  const asLeft = (task: TaskRow, fields: Partial<TaskRow>) =>
    core.runtime.db.orm
      .update(tasks)
      .set({ status: "running", ...fields })
      .where(eq(tasks.id, task.id));

  it("is followed by another attempt when its lease has run out, not before", async () => {
    const task = await start();
    await asLeft(task, { attempt: 1, leaseUntil: new Date(core.clock.now().getTime() + 30_000) });
    expect(await run(worker(), async () => ({}))).toEqual({ done: 0 });
    core.clock.advance(31_000);
    const attempts: number[] = [];
    await run(worker(), async (_ctx, taskRun) => {
      attempts.push(taskRun.task.attempt);
      return {};
    });
    expect(attempts).toEqual([2]);
    expect((await rowOf(task)).status).toBe("succeeded");
  });

  it("is followed by one attempt although two workers find its task", async () => {
    const task = await start();
    await asLeft(task, { attempt: 1, leaseUntil: new Date(core.clock.now().getTime() - 1) });
    let runs = 0;
    const work: TaskWork = async () => {
      runs += 1;
      return {};
    };
    await Promise.all([run(worker(), work), run(worker(), work)]);
    expect(runs).toBe(1);
    expect((await rowOf(task)).attempt).toBe(2);
  });

  it("is followed also where the clock was put back since", async () => {
    const task = await start();
    await asLeft(task, { attempt: 1, leaseUntil: new Date(core.clock.now().getTime() + 10 * DAY) });
    expect(await run(worker(), async () => ({}))).toEqual({ done: 1 });
    expect((await rowOf(task)).status).toBe("succeeded");
  });

  it("is not followed any more after the third attempt", async () => {
    const task = await start();
    await asLeft(task, { attempt: 3, leaseUntil: new Date(core.clock.now().getTime() - 1) });
    let runs = 0;
    await run(worker(), async () => {
      runs += 1;
      return {};
    });
    expect(runs).toBe(0);
    const error = "It was begun several times and never came to an end.";
    expect(await rowOf(task)).toMatchObject({ status: "failed", error });
  });

  it("cannot end or report the task of the attempt that followed, should it live on", async () => {
    const task = await start();
    const slow = longWork();
    const first = run(worker(), slow.work);
    await slow.begun();
    // What a takeover leaves: another attempt holds the task.
    await asLeft(task, { attempt: 2, leaseUntil: new Date(core.clock.now().getTime() + 60_000) });
    slow.runs[0]?.report({ step: "stale", done: 1, total: 1 });
    await first;
    expect(slow.runs[0]?.signal.aborted).toBe(true);
    expect(await rowOf(task)).toMatchObject({ status: "running", attempt: 2, progress: null, result: null });
  });
});

describe("a clock that jumps", () => {
  it("days ahead takes no task from a worker that is at it", async () => {
    const task = await start();
    const { work, runs, begun, finish } = longWork();
    const running = run(worker(), work);
    await begun();
    core.clock.advance(30 * DAY);
    expect(await run(worker(), work)).toEqual({ done: 0 });
    expect(runs).toHaveLength(1);
    finish({ whole: true });
    await running;
    expect(await rowOf(task)).toMatchObject({ status: "succeeded", attempt: 1, result: { whole: true } });
  });
});

describe("staff", () => {
  it("stop a task that runs: its worker is told, and what it answers no longer counts", async () => {
    const task = await start();
    const { work, runs, begun } = longWork();
    const running = run(worker(), work);
    await begun();
    const admin = await api();
    expect(await admin.stop({ taskId: task.id })).toMatchObject({ status: "stopped" });
    await running;
    expect(runs[0]?.signal.aborted).toBe(true);
    expect(await rowOf(task)).toMatchObject({ status: "stopped", result: null, error: null, attempt: 1 });
    const [row] = await core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.action, "tasks.stop"));
    expect(row).toMatchObject({
      subjectId: task.id,
      before: { status: "running", kind: "backup" },
      after: { status: "stopped" },
    });
    await expect(admin.stop({ taskId: task.id })).rejects.toMatchObject({
      cause: { reason: tasksErrors.ended().reason },
    });
  });

  it("stop a task that waits, and no worker begins it", async () => {
    const task = await start();
    await (await api()).stop({ taskId: task.id });
    expect(await run(worker(), async () => ({}))).toEqual({ done: 0 });
  });

  it("see, follow and stop only the kinds that their role may start", async () => {
    const [backup, exported] = [await start("backup"), await start("transaction_export")];
    const kinds = async (role: AdminRole) =>
      (await (await api(role)).list({})).items.map(({ kind }: Task) => kind).sort();
    expect(await kinds("owner")).toEqual(["backup", "transaction_export"]);
    expect(await kinds("manager")).toEqual(["transaction_export"]);
    expect(await kinds("finance")).toEqual(["transaction_export"]);
    const finance = await api("finance");
    expect(await finance.get({ taskId: exported.id })).toMatchObject({ kind: "transaction_export" });
    const notFound = { cause: { reason: tasksErrors.notFound().reason } };
    for (const taskId of [backup.id, randomUUID()]) {
      await expect(finance.get({ taskId })).rejects.toMatchObject(notFound);
      await expect(finance.stop({ taskId })).rejects.toMatchObject(notFound);
    }
    expect((await finance.list({ kind: "backup" })).items).toEqual([]);
    for (const role of ["support", "content"] as const) {
      await expect((await api(role)).list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  it("list tasks newest first, page by page, by kind and status", async () => {
    const started: string[] = [];
    for (const kind of ["backup", "restore", "backup", "analytics_rebuild", "backup"] as const) {
      started.unshift((await start(kind)).id);
      core.clock.advance(1);
    }
    const admin = await api();
    const first = await admin.list({ limit: 3 });
    const second = await admin.list({ limit: 3, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(started);
    expect(second.nextCursor).toBeNull();
    await admin.stop({ taskId: started[0] ?? "" });
    expect((await admin.list({ kind: "backup", status: "waiting" })).items).toHaveLength(2);
    expect((await admin.list({ status: "stopped" })).items).toHaveLength(1);
    await expect(admin.list({ cursor: "nonsense" })).rejects.toMatchObject({ cause: { reason: "request.badCursor" } });
  });
});
