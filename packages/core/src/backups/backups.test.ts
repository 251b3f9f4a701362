import { createHash } from "node:crypto";
import { uploads } from "@nexa/db";
import { afterEach, describe, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { bytesOf } from "./archive/archive.fixture.ts";
import { openArchive } from "./archive/index.ts";
import { doneTask } from "./backups.fixture.ts";
import { createBackup } from "./create-backup.ts";
import { deleteBackup } from "./delete-backup.ts";
import { listBackups } from "./list-backups.ts";
import { makeBackup } from "./make-backup.ts";
import { tablesInOrder } from "./tables.ts";

const aKey = "the key of backups in tests, long enough";
let core: TestCore;
afterEach(() => core.close());

async function open(options: Parameters<typeof createTestCore>[0] = {}) {
  core = await createTestCore(options);
  return core;
}

const page = { limit: 100 };
const signal = new AbortController().signal;
const full = { kind: "full", reason: "manual", report: () => undefined, signal } as const;

/** Everything a stored archive holds, as text or hash by entry. */
async function contentsOf(backupId: string) {
  const owner = await core.admin();
  const { items } = await listBackups(owner, page);
  const fileName = items.find((each) => each.backupId === backupId)?.fileName ?? "";
  const file = await core.runtime.gateways.files.open(`backups/${fileName}`);
  if (!file) throw new Error("no file");
  const { manifest, entries } = await openArchive(file.chunks, { keys: [aKey] });
  const read = new Map<string, Buffer>();
  for await (const { kind, name, bytes } of entries) read.set(`${kind} ${name}`, await bytesOf(bytes));
  return { manifest, read };
}

function rowsOf(read: Map<string, Buffer>, table: string): string[][] {
  const lines = read.get(`table ${table}`)?.toString().split("\n") ?? [];
  return lines.filter((line) => line !== "").map((line) => line.split("\t"));
}

describe("a full backup", () => {
  it("holds every row of every table as COPY gives them, content and uploaded files", async () => {
    await open();
    const customer = await core.customer({ fullName: "Zoë \\ tab\there\nnew line" });
    await core.plan();
    const picture = Buffer.from("the picture's bytes");
    const id = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51";
    const facts = { id, purpose: "content_image", contentType: "image/webp", sizeBytes: picture.length } as const;
    const sha256 = createHash("sha256").update(picture).digest("hex");
    await core.runtime.db.orm.insert(uploads).values({ ...facts, sha256, createdAt: core.clock.now() });
    await core.runtime.gateways.storage.put(id, picture);
    const { backup, missingFiles } = await makeBackup(core.job(), full);
    expect(backup).toMatchObject({
      kind: "full",
      reason: "manual",
      status: "sound",
      canRestore: true,
      isEncrypted: false,
    });
    expect(missingFiles).toBe(0);

    const { manifest, read } = await contentsOf(backup.backupId);
    expect(read.get(`file ${id}`)).toEqual(picture);
    expect(read.get("table customers")?.toString()).toContain(customer.id);
    expect(read.get("table customers")?.toString()).toContain("Zoë \\\\ tab\\there\\nnew line");
    for (const { name, rows } of manifest.tables) {
      const lines = read.get(`table ${name}`)?.toString().split("\n").length ?? 0;
      const [counted] = await core.runtime.db.query<{ rows: number }>({ text: `select count(*) as rows from ${name}` });
      // What the test itself wrote since.
      if (!["admins", "customer_sessions"].includes(name))
        expect([name, rows, lines - 1]).toEqual([name, counted?.rows, rows]);
    }
    expect(manifest.sequences).toContainEqual({ name: "usage_events_arrival_seq", lastValue: 1, isCalled: false });
    expect(manifest.migration.count).toBeGreaterThan(10);
  });

  it("shows one instant, whatever is written while it is made", async () => {
    await open();
    let isOver = false;
    const joining = (async () => {
      while (!isOver) await core.customer();
    })();
    const { backup } = await makeBackup(core.job(), full);
    isOver = true;
    await joining;
    const { read } = await contentsOf(backup.backupId);
    const columns = tablesInOrder().find(({ name }) => name === "line_ownerships")?.columns ?? [];
    const owners = rowsOf(read, "line_ownerships").map((row) => row[columns.indexOf("customer_id")]);
    const customers = new Set(rowsOf(read, "customers").map(([id]) => id));
    expect(owners.filter((id) => id === undefined || !customers.has(id))).toEqual([]);
    expect(customers.size - owners.length).toBeLessThanOrEqual(1);
  });

  it("is encrypted where a key is set, so that nothing of a customer can be read in it", async () => {
    await open({ config: { backupKeys: [aKey] } });
    await core.customer({ fullName: "A very particular name" });
    const { backup } = await makeBackup(core.job(), full);
    expect(backup).toMatchObject({ isEncrypted: true, status: "sound" });
    const { read } = await contentsOf(backup.backupId);
    expect(read.get("table customers")?.toString()).toContain("A very particular name");
  });

  it("leaves nothing of the gateway's own books, of jobs, sessions and codes in it", async () => {
    await open();
    await core.customer();
    const { backup } = await makeBackup(core.job(), full);
    const { read } = await contentsOf(backup.backupId);
    const names = [...read.keys()];
    for (const left of [
      "tasks",
      "job_requests",
      "customer_sessions",
      "one_time_codes",
      "idempotency_keys",
      "backups",
    ]) {
      expect(names).not.toContain(`table ${left}`);
    }
    expect(names.filter((name) => /simulated|pgboss|ledger/.test(name))).toEqual([]);
  });
});

it("makes an essential export without secrets that says it cannot be restored", async () => {
  await open();
  const customer = await core.customer({ fullName: "Ravi\nKumar" });
  const plan = await core.plan();
  const { backup } = await makeBackup(core.job(), { ...full, kind: "essential" });
  expect(backup).toMatchObject({ kind: "essential", canRestore: false, status: "sound" });
  const { read } = await contentsOf(backup.backupId);
  expect([...read.keys()]).toEqual(
    ["customers", "categories", "plans", "transactions", "subscriptions"].map((name) => `table ${name}`),
  );
  const [line = ""] = read.get("table customers")?.toString().split("\n") ?? [];
  const exported: unknown = JSON.parse(line);
  expect(exported).toMatchObject({ id: customer.id, full_name: "Ravi\nKumar" });
  expect(Object.keys(exported ?? {})).not.toContain("password_hash");
  expect(read.get("table plans")?.toString()).toContain(plan.id);
});

it("makes what staff asked for as a task, with who asked in the audit log, and lists it", async () => {
  await open();
  const owner = await core.admin();
  const task = await createBackup(owner, { kind: "full" });
  expect(task).toMatchObject({ kind: "backup", status: "waiting" });
  const done = await doneTask(core, task.id);
  expect(done).toMatchObject({ status: "succeeded", result: { missingFiles: 0, deletedByRotation: 0 } });
  const { items } = await listBackups(owner, page);
  expect(items).toMatchObject([{ backupId: done?.result?.backupId, reason: "manual", status: "sound" }]);
  const [backup] = items;
  if (!backup) throw new Error("no backup");
  await deleteBackup(owner, { backupId: backup.backupId });
  expect(await listBackups(owner, page)).toEqual({ items: [], nextCursor: null });
  await expect(deleteBackup(owner, { backupId: backup.backupId })).rejects.toMatchObject({
    reason: "backups.notFound",
  });
  const actions = await core.runtime.db.query<{ action: string }>({
    text: "select action from audit_events",
  });
  const written = actions.map(({ action }) => action).sort();
  expect(written).toEqual(["backups.create", "backups.delete", "backups.made"]);
});
