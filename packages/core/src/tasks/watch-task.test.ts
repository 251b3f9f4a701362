import type { Task } from "@nexa/contracts";
import { adminSessions, admins, tasks } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { startTask } from "./index.ts";
import { watchTask } from "./watch-task.ts";

const PATIENCE = { timeout: 8_000 };

let core: TestCore;
let owner: CoreContext<AdminActor>;
beforeEach(async () => {
  core = await createTestCore();
  owner = await core.admin("owner");
});
afterEach(() => core.close());

const start = () => withTransaction(owner, (tx) => startTask(tx, { kind: "backup", params: {} }));
const change = (taskId: string, fields: Partial<typeof tasks.$inferInsert>) =>
  core.runtime.db.orm.update(tasks).set(fields).where(eq(tasks.id, taskId));

/** Watches in the background, as the console does. */
function watch(ctx: CoreContext<AdminActor>, taskId: string) {
  const leaving = new AbortController();
  const seen: Task[] = [];
  const done = (async () => {
    for await (const task of watchTask(ctx, { taskId }, leaving.signal)) seen.push(task);
    return "over";
  })().catch((error: { reason?: string }) => error.reason);
  const sees = (...expected: string[]) =>
    expect
      .poll(() => seen.map(({ status, progress }) => `${status} ${progress?.done ?? "-"}`), PATIENCE)
      .toEqual(expected);
  return { sees, done, leave: () => leaving.abort() };
}

it("tells how a task stands and each change of it once, and is over when it has ended", async () => {
  const { id } = await start();
  const watched = watch(owner, id);
  await watched.sees("waiting -");
  await change(id, { status: "running", startedAt: core.clock.now(), progress: { step: "rows", done: 1, total: 2 } });
  await watched.sees("waiting -", "running 1");
  await change(id, { progress: { step: "rows", done: 2, total: 2 } });
  await watched.sees("waiting -", "running 1", "running 2");
  await adminRouter.createCaller(owner).tasks.stop({ taskId: id });
  await watched.sees("waiting -", "running 1", "running 2", "stopped 2");
  expect(await watched.done).toBe("over");
});

it("tells how a task ended that ended long ago, and is over", async () => {
  const { id } = await start();
  await adminRouter.createCaller(owner).tasks.stop({ taskId: id });
  const watched = watch(owner, id);
  expect(await watched.done).toBe("over");
  await watched.sees("stopped -");
});

it("ends when its reader leaves", async () => {
  const watched = watch(owner, (await start()).id);
  await watched.sees("waiting -");
  watched.leave();
  expect(await watched.done).toBe("over");
});

it("sends away whoever signed out, was switched off, or lost the role for it", async () => {
  const { id } = await start();
  const { orm } = core.runtime.db;
  const losses = [
    ({ actor }: typeof owner) => orm.delete(adminSessions).where(eq(adminSessions.id, actor.sessionId)),
    ({ actor }: typeof owner) => orm.update(admins).set({ status: "disabled" }).where(eq(admins.id, actor.adminId)),
    ({ actor }: typeof owner) => orm.update(admins).set({ role: "support" }).where(eq(admins.id, actor.adminId)),
  ];
  for (const lose of losses) {
    const other = await core.admin("owner");
    const watched = watch(other, id);
    await watched.sees("waiting -");
    await lose(other);
    expect(await watched.done).toBe("request.signInNeeded");
  }
});

it("shows a task to nobody whose role may not start such work", async () => {
  const support = await core.admin("support");
  expect(await watch(support, (await start()).id).done).toBe("tasks.notFound");
});

it("asks its reader to come back when the process goes down", async () => {
  const { id } = await start();
  const leaving = core.another();
  const watched = watch(contextOf(leaving, owner.actor), id);
  await watched.sees("waiting -");
  await leaving.close();
  expect(await watched.done).toBe("request.unavailable");
});
