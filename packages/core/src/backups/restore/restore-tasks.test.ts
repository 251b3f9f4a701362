import { backups, restores } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startWorkGate } from "../../maintenance-mode/index.ts";
import { createTestCore, type TestCore } from "../../testing/index.ts";
import { makeBackup } from "../make-backup.ts";
import { finishRestores } from "./finish-restore.ts";
import { listRestores } from "./list-restores.ts";
import { addContent, backUp, everyDocument, install, never, runOf } from "./restore.fixture.ts";
import { restoreArchive } from "./restore-archive.ts";
import { beginRestoreSession } from "./restore-session.ts";
import { runRestoreTasks } from "./run-restore-tasks.ts";
import { startRestore } from "./start-restore.ts";

let core: TestCore;
beforeEach(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T05:00:00Z") });
  await install(core);
});
afterEach(() => core.close());

const page = { limit: 100 };

async function aBackup(kind: "full" | "essential" = "full"): Promise<string> {
  const { backup } = await makeBackup(core.job(), { kind, reason: "manual", report: () => undefined, signal: never });
  return backup.backupId;
}

it("restores what an owner started, shows it in the task and the history, and ends the owner's session", async () => {
  const owner = await core.admin();
  const backupId = await aBackup();
  const since = await core.customer();
  const task = await startRestore(owner, { backupId, confirmation: "RESTORE" });
  expect(task).toMatchObject({ kind: "restore", status: "waiting", params: { backupId } });
  expect(await runRestoreTasks(core.job(), never)).toEqual({ done: 1 });
  const [done] = await core.runtime.db.query({
    text: "select status, error, result ->> 'source' as source from tasks where id = $1",
    values: [task.id],
  });
  expect(done).toEqual({ status: "succeeded", error: null, source: backupId });
  const { items } = await listRestores(owner, page);
  expect(items).toMatchObject([{ source: backupId, status: "succeeded", taskId: task.id, error: null }]);
  expect(await core.runtime.db.query({ text: "select id from customers where id = $1", values: [since.id] })).toEqual(
    [],
  );
  expect(await core.runtime.db.query({ text: "select id from admin_sessions" })).toEqual([]);
  // A run that comes again finds it done.
  await core.runtime.db.query({ text: "update tasks set status = 'waiting'" });
  await runRestoreTasks(core.job(), never);
  expect((await listRestores(owner, page)).items).toHaveLength(1);
});

it("refuses without the typed word, an unknown or essential backup, and a second one", async () => {
  const owner = await core.admin();
  const backupId = await aBackup();
  const refusal = (fields: object) =>
    startRestore(owner, { backupId, confirmation: "RESTORE", ...fields }).then(
      () => null,
      (error) => error.reason,
    );
  for (const confirmation of ["", "restore", "yes"])
    expect(await refusal({ confirmation })).toBe("restore.notConfirmed");
  expect(await refusal({ backupId: "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51" })).toBe("backups.notFound");
  expect(await refusal({ backupId: await aBackup("essential") })).toBe("restore.essential");
  expect(await refusal({})).toBeNull();
  expect(await refusal({})).toBe("restore.underway");
  expect(await core.runtime.db.query({ text: "select id from tasks where kind = 'restore'" })).toHaveLength(1);
});

it("fails the task with the refusal's sentence where the file is damaged", async () => {
  const owner = await core.admin();
  const backupId = await aBackup();
  const [row] = await core.runtime.db.orm.select().from(backups).where(eq(backups.id, backupId));
  const file = await core.runtime.gateways.files.open(row?.fileKey ?? "");
  const parts: Uint8Array[] = [];
  for await (const part of file?.chunks ?? []) parts.push(part);
  const bytes = Buffer.concat(parts);
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
  const once = async function* () {
    yield bytes;
  };
  await core.runtime.gateways.files.put(row?.fileKey ?? "", once());
  await startRestore(owner, { backupId, confirmation: "RESTORE" });
  await runRestoreTasks(core.job(), never);
  const [task] = await core.runtime.db.query<{ error: string }>({
    text: "select error from tasks where kind = 'restore' and status = 'failed'",
  });
  expect(task?.error).toContain("damaged");
});

it("waits for work that is under way, and gives up where it does not end", async () => {
  await core.admin();
  const gate = await startWorkGate(core.runtime, { pollMs: 20 });
  const leave = gate.enter();
  const session = await beginRestoreSession(core.job(), { drainMs: 300 });
  const id = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51";
  await expect(session.close(id, core.clock.now())).rejects.toMatchObject({ reason: "maintenance.stillBusy" });
  expect(gate.closed()).not.toBeNull();
  expect(() => gate.enter()).toThrow("is being restored");
  leave();
  await session.close(id, core.clock.now());
  await session.open(id);
  await session.end();
  await gate.opened();
  gate.enter()();
  await gate.stop();
});

it("lets work begin again where the restorer dies, although nobody took its row away", async () => {
  const gate = await startWorkGate(core.runtime, { pollMs: 20 });
  const session = await beginRestoreSession(core.job());
  const [id, now] = ["0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51", core.clock.now()];
  await core.runtime.db.orm.insert(restores).values({ id, source: "kept.nexa", startedAt: now });
  await session.close(id, now);
  expect(gate.closed()).not.toBeNull();
  // While it lives nobody else has a say.
  expect(await finishRestores(core.job())).toEqual({ finished: 0 });
  expect(await core.runtime.db.orm.select().from(restores)).toMatchObject([{ status: "running" }]);
  await session.end();
  await gate.opened();
  expect(gate.closed()).toBeNull();
  await gate.stop();
  expect(await finishRestores(core.job())).toEqual({ finished: 0 });
  expect(await core.runtime.db.orm.select().from(restores)).toMatchObject([{ status: "failed" }]);
  expect(await core.runtime.db.query({ text: "select id from maintenance" })).toEqual([]);
});

it("stays closed after a commit until its content is swapped in, which whoever comes next does", async () => {
  await core.admin();
  await addContent(core);
  const before = await everyDocument(core);
  const bytes = await backUp(core);
  await addContent(core);
  const job = core.job();
  const failing = { ...job.content, swap: () => Promise.reject(new Error("the store went away")) };
  await expect(restoreArchive({ ...job, content: failing }, runOf(bytes))).rejects.toMatchObject({
    reason: "restore.contentWaits",
  });
  const gate = await startWorkGate(core.runtime, { pollMs: 20 });
  expect(gate.closed()).not.toBeNull();
  expect(await finishRestores(core.job())).toEqual({ finished: 1 });
  await gate.opened();
  await gate.stop();
  expect(await everyDocument(core)).toEqual(before);
  const [row] = await core.runtime.db.orm.select().from(restores);
  expect(row).toMatchObject({ status: "succeeded" });
  expect(await finishRestores(core.job())).toEqual({ finished: 0 });
});
