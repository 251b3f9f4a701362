import { randomUUID } from "node:crypto";
import { contentVersion, restores } from "@nexa/db";
import { desc } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld } from "../../audit/books/world.fixture.ts";
import { auditBooks, verifyAuditLog } from "../../audit/index.ts";
import { switchableStore } from "../../content/content.fixture.ts";
import { hashPasswordAlone, openTokens, signInCustomerWith } from "../../identity/index.ts";
import { deliverNotices, runBroadcasts, sequenceNotices } from "../../notifications/index.ts";
import { createTestCore, type TestCore } from "../../testing/index.ts";
import { makeBackup } from "../make-backup.ts";
import { addContent, backUp, everyDocument, everyRow, fingerprint, install, never, runOf } from "./restore.fixture.ts";
import { restoreArchive } from "./restore-archive.ts";

const NOW = new Date("2026-11-23T05:00:00Z");
const cores: TestCore[] = [];

async function open(options: Parameters<typeof createTestCore>[0] = {}): Promise<TestCore> {
  const core = await createTestCore({ now: NOW, ...options });
  cores.push(core);
  return core;
}
afterEach(async () => {
  for (const core of cores.splice(0)) await core.close();
});

/** Until every notice is sent and every broadcast is through. */
async function quiet(core: TestCore): Promise<void> {
  await runBroadcasts(core.job(), never);
  for (let round = 0; round < 5; round += 1) {
    await sequenceNotices(core.job());
    await deliverNotices(core.job());
    core.clock.advance(20 * 60_000);
  }
}

async function lastRestore(core: TestCore) {
  const [row] = await core.runtime.db.orm.select().from(restores).orderBy(desc(restores.id)).limit(1);
  return row;
}

it("makes an empty database equal a lived one row by row, its content and pictures too, with the books right", async () => {
  const [lived, empty] = [await open(), await open()];
  await install(lived);
  await makeWorld(lived);
  const { pictureId, picture } = await addContent(lived);
  await quiet(lived);
  empty.clock.set(lived.clock.now());
  const bytes = await backUp(lived);
  const [rows, documents] = [await everyRow(lived), await everyDocument(lived)];
  expect(Object.values(rows).filter((each) => each.length > 0).length).toBeGreaterThan(30);

  const restored = await restoreArchive(empty.job(), runOf(bytes));
  expect(restored).toMatchObject({ status: "succeeded", safetyBackupId: null, error: null });
  const after = await everyRow(empty);
  for (const [table, expected] of Object.entries(rows)) expect([table, after[table]]).toEqual([table, expected]);
  expect(await everyDocument(empty)).toEqual(documents);
  expect(documents).toHaveLength(3);
  expect(Buffer.from((await empty.runtime.gateways.storage.get(pictureId)) ?? [])).toEqual(picture);
  // The simulated gateway of the empty installation was told what it did.
  expect((await auditBooks(empty.job(), { withGateway: true })).findings).toEqual([]);
  expect(await verifyAuditLog(empty.job())).toMatchObject({ isIntact: true });
});

it("lets customers sign in with their passwords, and ends every session", async () => {
  const lived = await open();
  await install(lived);
  const customer = await lived.customer();
  const passwordHash = await hashPasswordAlone("a long enough secret");
  await lived.runtime.db.query({
    text: "update customers set password_hash = $2 where id = $1",
    values: [customer.id, passwordHash],
  });
  await lived.admin();
  const bytes = await backUp(lived);
  await restoreArchive(lived.job(), runOf(bytes));
  expect(
    await lived.runtime.db.query({ text: "select id from customer_sessions union all select id from admin_sessions" }),
  ).toEqual([]);
  const given = { phoneNumber: customer.phone, password: "a long enough secret" };
  expect(await signInCustomerWith(lived.as({ kind: "anonymous" }), given, openTokens)).toMatchObject({
    tokenType: "bearer",
  });
});

describe("a living installation", () => {
  let core: TestCore;
  beforeEach(async () => {
    core = await open();
    await install(core);
    await core.admin();
    await addContent(core);
  });

  it("keeps what was there as a safety backup, writes the restore into the audit log and its history", async () => {
    const bytes = await backUp(core);
    const since = await core.customer();
    const restored = await restoreArchive(core.job(), runOf(bytes));
    expect(restored.safetyBackupId).toEqual(expect.any(String));
    const [gone] = await core.runtime.db.query({ text: "select id from customers where id = $1", values: [since.id] });
    expect(gone).toBeUndefined();
    const [row] = await core.runtime.db.query<{ after: object }>({
      text: "select after from audit_events where action = 'backups.restore' and subject_id = $1",
      values: [restored.id],
    });
    expect(row?.after).toMatchObject({ source: "kept.nexa", documents: 3 });
    expect(await verifyAuditLog(core.job())).toMatchObject({ isIntact: true });

    // And back again, from the safety backup.
    const [safety] = await core.runtime.db.query<{ key: string }>({
      text: "select file_key as key from backups where id = $1",
      values: [restored.safetyBackupId],
    });
    const open = async () => (await core.runtime.gateways.files.open(safety?.key ?? ""))?.chunks ?? nothing();
    await restoreArchive(core.job(), runOf(new Uint8Array(), { bytes: open }));
    const [again] = await core.runtime.db.query({ text: "select id from customers where id = $1", values: [since.id] });
    expect(again).toEqual({ id: since.id });
  });

  it("changes nothing where the content store fails midway, and says so", async () => {
    const store = switchableStore();
    const other = await open({ content: store });
    store.use(core.runtime.content);
    await install(other);
    await other.admin();
    await other.customer();
    const bytes = await backUp(core);
    const before = await fingerprint(other);
    store.set("refuses", ["stage"]);
    await expect(restoreArchive(other.job(), runOf(bytes))).rejects.toThrow();
    store.set("up");
    expect(await fingerprint(other)).toBe(before);
    expect(await lastRestore(other)).toMatchObject({ status: "failed", error: expect.stringContaining("nothing") });
    expect(await other.runtime.db.query({ text: "select * from maintenance" })).toEqual([]);
  });

  it("refuses a backup with one flipped byte, wherever it is, before anything is changed", async () => {
    const bytes = await backUp(core);
    const before = await fingerprint(core);
    const places = Array.from({ length: 60 }, (_, index) => Math.floor((bytes.length * index) / 60));
    for (const at of [...places, bytes.length - 1]) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      await expect(restoreArchive(core.job(), runOf(flipped)), `byte ${at}`).rejects.toMatchObject({
        reason: expect.stringMatching(/^backups\./),
      });
    }
    await expect(restoreArchive(core.job(), runOf(bytes.subarray(0, -1)))).rejects.toMatchObject({
      reason: "backups.broken",
    });
    expect(await fingerprint(core)).toBe(before);
    expect(await lastRestore(core)).toBeUndefined();
  });

  it("refuses an essential export, another operator's backup and one of a newer version", async () => {
    const run = { kind: "essential", reason: "manual", report: () => undefined, signal: never } as const;
    const { backup } = await makeBackup(core.job(), run);
    const essential = async () =>
      (await core.runtime.gateways.files.open(`backups/${backup.fileName}`))?.chunks ?? nothing();
    await expect(restoreArchive(core.job(), runOf(new Uint8Array(), { bytes: essential }))).rejects.toMatchObject({
      reason: "restore.essential",
    });

    const operator = { country: "IN", timezone: "Asia/Kolkata", currency: "USD" };
    const foreign = await open({ config: { operator } });
    const bytes = await backUp(core);
    await expect(restoreArchive(foreign.job(), runOf(bytes))).rejects.toMatchObject({
      reason: "restore.otherOperator",
    });

    const newer = await open();
    await newer.runtime.db.query({
      text: "insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, 9999999999999)",
      values: [randomUUID()],
    });
    const fromNewer = await backUp(newer);
    await expect(restoreArchive(core.job(), runOf(fromNewer))).rejects.toMatchObject({
      reason: "restore.newerVersion",
    });
    await expect(restoreArchive(newer.job(), runOf(bytes))).rejects.toMatchObject({ reason: "restore.notMigrated" });
  });

  it("lets one of two restores at once do it", async () => {
    const bytes = await backUp(core);
    const other = core.another();
    const both = await Promise.allSettled([
      restoreArchive(core.job(), runOf(bytes)),
      restoreArchive({ ...core.job(), runtime: other, db: other.db }, runOf(bytes)),
    ]);
    const refused = both.filter((each) => each.status === "rejected");
    expect(refused.map((each) => each.reason.reason)).toEqual(["maintenance.taken"]);
    expect(await lastRestore(core)).toMatchObject({ status: "succeeded" });
  });

  it("stops before its commit where it is told to, and nothing is changed", async () => {
    const bytes = await backUp(core);
    const before = await fingerprint(core);
    const stop = new AbortController();
    const report = ({ step }: { step: string }) => {
      if (step === "content") stop.abort();
    };
    await expect(restoreArchive(core.job(), runOf(bytes, { report, signal: stop.signal }))).rejects.toMatchObject({
      reason: "restore.interrupted",
    });
    expect(await fingerprint(core)).toBe(before);
    expect(await core.runtime.content.stages()).toEqual([]);
  });

  it("tells every server that content and catalogue changed, whatever their numbers were", async () => {
    const bytes = await backUp(core);
    const version = () => core.runtime.db.orm.select().from(contentVersion);
    const [before] = await version();
    const catalog = () => core.runtime.db.query<{ version: number }>({ text: "select version from catalog_version" });
    const [plans] = await catalog();
    await restoreArchive(core.job(), runOf(bytes));
    expect((await version())[0]?.version).toBeGreaterThan(before?.version ?? 0);
    expect((await catalog())[0]?.version).toBeGreaterThan(plans?.version ?? 0);
  });
});

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array();
}
