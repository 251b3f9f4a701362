import { encodeCursor } from "@nexa/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { updateSettings } from "../settings/index.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { inPieces } from "./archive/archive.fixture.ts";
import { aBackup, doneTask, page, storedBytes, storedKeys } from "./backups.fixture.ts";
import { createBackup } from "./create-backup.ts";
import { getBackupStats } from "./get-backup-stats.ts";
import { listBackups } from "./list-backups.ts";
import { openBackup } from "./open-backup.ts";
import { receiveBackup } from "./receive-backup.ts";
import { rotateBackups } from "./rotate-backups.ts";
import { verifyBackup } from "./verify-backup.ts";

let core: TestCore;
beforeEach(async () => {
  core = await createTestCore();
});
afterEach(() => core.close());

const files = () => core.runtime.gateways.files;
const keyOf = (fileName: string) => `backups/${fileName}`;

async function damage(fileName: string, at: number): Promise<void> {
  const bytes = await storedBytes(core.job(), keyOf(fileName));
  const flipped = Buffer.from(bytes);
  const place = at < 0 ? bytes.length + at : at;
  flipped.writeUInt8(bytes.readUInt8(place) ^ 4, place);
  await files().put(keyOf(fileName), inPieces(flipped));
}

describe("the list", () => {
  it("is what the files say: what was copied there by hand is known, what is gone is forgotten", async () => {
    const owner = await core.admin();
    const backup = await aBackup(core);
    const bytes = await storedBytes(core.job(), keyOf(backup.fileName));
    await files().delete(keyOf(backup.fileName));
    expect((await listBackups(owner, page)).items).toEqual([]);
    await files().put("backups/from-another-machine.nexa", inPieces(bytes));
    await files().put("backups/notes.txt", inPieces("no backup"));
    const { items } = await listBackups(owner, page);
    expect(items).toMatchObject([
      { backupId: backup.backupId, fileName: "from-another-machine.nexa", status: "unverified", rows: backup.rows },
    ]);
    await files().put("backups/the-same-again.nexa", inPieces(bytes));
    expect((await listBackups(owner, page)).items).toHaveLength(1);
  });

  it("is made again whole where the table was lost", async () => {
    const owner = await core.admin();
    const [first, second] = [await aBackup(core), await aBackup(core, { kind: "essential" })];
    await core.runtime.db.query({ text: "delete from backups" });
    const { items } = await listBackups(owner, page);
    expect(items.map(({ backupId, addedAt }) => [backupId, addedAt])).toEqual([
      [second.backupId, second.addedAt],
      [first.backupId, first.addedAt],
    ]);
  });

  it("shows a file whose beginning is damaged as broken, by an id that stays, so that it can be deleted", async () => {
    const owner = await core.admin();
    const backup = await aBackup(core);
    await damage(backup.fileName, 40);
    const [broken] = (await listBackups(owner, page)).items;
    expect(broken).toMatchObject({ kind: null, canRestore: false, status: "broken", fileName: backup.fileName });
    expect(broken?.problem).toContain("damaged");
    expect((await listBackups(owner, page)).items[0]?.backupId).toBe(broken?.backupId);
    expect(await getBackupStats(owner)).toMatchObject({ count: 1, brokenCount: 1, newestAt: null });
  });

  it("is paged and filtered", async () => {
    const owner = await core.admin();
    const made = [
      await aBackup(core),
      await aBackup(core, { kind: "essential" }),
      await aBackup(core, { reason: "safety" }),
    ];
    const first = await listBackups(owner, { limit: 2 });
    const rest = await listBackups(owner, { limit: 2, cursor: first.nextCursor ?? "" });
    const ids = [...first.items, ...rest.items].map(({ backupId }) => backupId);
    expect(ids).toEqual(made.map(({ backupId }) => backupId).reverse());
    expect((await listBackups(owner, { ...page, kind: "essential" })).items).toHaveLength(1);
    expect((await listBackups(owner, { ...page, reason: "safety" })).items).toHaveLength(1);
    expect((await listBackups(owner, { ...page, status: "broken" })).items).toEqual([]);
    const id = first.items[0]?.backupId ?? "";
    const cursors = [
      ["yesterday", id],
      ["1", id],
      ["0000-01-01T00:00:00Z", id],
      ["2026-11-23T10:00:00Z", "-".repeat(36)],
    ];
    for (const cursor of ["nonsense", ...cursors.map((parts) => encodeCursor(parts))]) {
      await expect(listBackups(owner, { ...page, cursor })).rejects.toMatchObject({ reason: "request.badCursor" });
    }
  });
});

describe("verifying", () => {
  it("says that a backup is sound", async () => {
    const owner = await core.admin();
    const { backupId } = await aBackup(core);
    await core.runtime.db.query({ text: "update backups set status = 'unverified', verified_at = null" });
    const task = await verifyBackup(owner, { backupId });
    expect(await doneTask(core, task.id)).toMatchObject({ status: "succeeded", result: { status: "sound" } });
    expect((await listBackups(owner, page)).items).toMatchObject([{ status: "sound", problem: null }]);
  });

  it("finds one flipped bit, says so and marks the backup", async () => {
    const owner = await core.admin();
    const { backupId, fileName } = await aBackup(core);
    await damage(fileName, -200);
    const task = await verifyBackup(owner, { backupId });
    expect(await doneTask(core, task.id)).toMatchObject({
      status: "failed",
      error: expect.stringContaining("damaged"),
    });
    expect((await listBackups(owner, page)).items).toMatchObject([{ status: "broken", canRestore: false }]);
  });

  it("answers 404 for a backup that is not there", async () => {
    const owner = await core.admin();
    const backupId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51";
    await expect(verifyBackup(owner, { backupId })).rejects.toMatchObject({ reason: "backups.notFound" });
    await expect(openBackup(owner, { backupId })).rejects.toMatchObject({ reason: "backups.notFound" });
  });
});

it("is not opened for a role that may not manage backups", async () => {
  const manager = await core.admin("manager");
  const { backupId } = await aBackup(core);
  await expect(openBackup(manager, { backupId })).rejects.toMatchObject({ reason: "request.roleNotAllowed" });
});

it("takes in a file that is uploaded five times at once only once", async () => {
  const owner = await core.admin();
  const backup = await aBackup(core);
  const bytes = await storedBytes(core.job(), keyOf(backup.fileName));
  await files().delete(keyOf(backup.fileName));
  const uploads = await Promise.allSettled(Array.from({ length: 5 }, () => receiveBackup(owner, inPieces(bytes))));
  expect(uploads.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await listBackups(owner, page)).items).toMatchObject([{ backupId: backup.backupId, canRestore: true }]);
  expect(await storedKeys(core.job())).toHaveLength(1);
});

describe("rotation", () => {
  it("keeps the newest of each kind and every safety backup, and writes down what it deleted", async () => {
    const owner = await core.admin();
    await updateSettings(owner, { backupsKept: 2 });
    const old = await aBackup(core);
    const safety = await aBackup(core, { reason: "safety" });
    const essential = await aBackup(core, { kind: "essential" });
    const second = await aBackup(core);
    core.clock.advance(1_000);
    const task = await createBackup(owner, { kind: "full" });
    expect(await doneTask(core, task.id)).toMatchObject({ status: "succeeded", result: { deletedByRotation: 1 } });
    const kept = (await listBackups(owner, page)).items.map(({ backupId }) => backupId);
    expect(kept).toHaveLength(4);
    for (const { backupId } of [second, essential, safety]) expect(kept).toContain(backupId);
    expect(kept).not.toContain(old.backupId);
    expect(await storedKeys(core.job())).toHaveLength(4);
    const [row] = await core.runtime.db.query<{ subject: string }>({
      text: "select subject_id as subject from audit_events where action = 'backups.rotate'",
    });
    expect(row?.subject).toBe(old.backupId);
    expect(await rotateBackups(core.job())).toEqual({ deleted: 0 });
  });
});
