import { ContentError } from "@nexa/content";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CoreContext } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { smallArchive } from "./archive/archive.fixture.ts";
import { doneTask, page, quietly, storedKeys } from "./backups.fixture.ts";
import { checkStoredBackup } from "./check-stored-backup.ts";
import { createBackup } from "./create-backup.ts";
import { getBackupStats } from "./get-backup-stats.ts";
import { listBackups } from "./list-backups.ts";
import { makeBackup } from "./make-backup.ts";
import { openBackup } from "./open-backup.ts";
import { receiveBackup } from "./receive-backup.ts";

let core: TestCore;
beforeEach(async () => {
  core = await createTestCore();
});
afterEach(() => core.close());

const full = { kind: "full", reason: "manual", ...quietly } as const;

/** The storage as it is, whose disk is full after so many bytes. */
function fullAfter(ctx: CoreContext, bytes: number): CoreContext {
  const { files } = ctx.gateways;
  const store = files.put;
  const put: typeof files.put = (key, chunks, signal) => store(key, cutShort(chunks, bytes), signal);
  return { ...ctx, gateways: { ...ctx.gateways, files: { ...files, put } } };
}

async function* unavailable(): AsyncGenerator<never> {
  yield* [];
  throw new ContentError("unavailable", "nobody answers");
}

async function* cutShort(chunks: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > bytes) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    yield chunk;
  }
}

/** Neither a file nor a connection of the pool is left. */
async function expectNothingLeft(): Promise<void> {
  expect(await storedKeys(core.job())).toEqual([]);
  expect((await listBackups(await core.admin(), page)).items).toEqual([]);
  const { totalCount, idleCount } = core.runtime.db.pool;
  expect(idleCount).toBe(totalCount);
}

/** Rows that do not compress well. */
async function mintRows(count: number): Promise<void> {
  const text = `insert into webhook_inbox (provider, event_id, kind, attempt_id, payload, received_at)
    select 'test', i::text, md5(i::text), md5((i * 2)::text), to_jsonb(md5((i * 3)::text) || md5((i * 5)::text)), now()
    from generate_series(1, $1::int) i`;
  await core.runtime.db.query({ text, values: [count] });
}

it("gives up with a sentence where the disk is full, and leaves nothing half", async () => {
  await mintRows(20_000);
  const failing = makeBackup(fullAfter(core.job(), 300_000), full);
  await expect(failing).rejects.toMatchObject({
    reason: "backups.storageFull",
    message: expect.stringContaining("full"),
  });
  await expectNothingLeft();
  expect((await makeBackup(core.job(), full)).backup.status).toBe("sound");
});

it("fails the task with that sentence, which the figures show", async () => {
  const owner = await core.admin();
  const task = await createBackup(owner, { kind: "full" });
  const { files } = core.runtime.gateways;
  const [put, ctx] = [files.put, core.job()];
  Object.assign(files, { put: fullAfter(ctx, 10).gateways.files.put });
  expect(await doneTask(core, task.id)).toMatchObject({
    status: "failed",
    error: expect.stringContaining("disk is full"),
  });
  Object.assign(files, { put });
  expect(await getBackupStats(owner)).toMatchObject({ count: 0, lastError: expect.stringContaining("disk is full") });
  await expectNothingLeft();
});

it("stops in the middle of a table when it is told to, and gives the connection back", async () => {
  await mintRows(50_000);
  const stop = new AbortController();
  const report = ({ step }: { step: string }) => {
    if (step === "webhook_inbox") stop.abort();
  };
  await expect(makeBackup(core.job(), { ...full, report, signal: stop.signal })).rejects.toThrow("abort");
  await expectNothingLeft();
});

it("leaves nothing where the database goes away in the middle of a table", async () => {
  await mintRows(100_000);
  let chunksSeen = 0;
  const { files } = core.runtime.gateways;
  const broken = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      chunksSeen += 1;
      if (chunksSeen === 3) await endCopies();
      yield chunk;
    }
  };
  const put: typeof files.put = (key, chunks, signal) => files.put(key, broken(chunks), signal);
  const ctx = { ...core.job(), gateways: { ...core.runtime.gateways, files: { ...files, put } } };
  await expect(makeBackup(ctx, full)).rejects.toThrow(/terminat|connection/i);
  expect(chunksSeen).toBeGreaterThanOrEqual(3);
  await expectNothingLeft();
});

async function endCopies(): Promise<void> {
  const ended = await core.runtime.db.query({
    text: "select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy (select%' and datname = current_database()",
  });
  expect(ended).toHaveLength(1);
}

it("says that the content store does not answer", async () => {
  const { runtime } = core;
  const content: typeof runtime.content = { ...runtime.content, exportAll: unavailable };
  const ctx = { ...core.job(), runtime: { ...runtime, content } };
  await expect(makeBackup(ctx, full)).rejects.toMatchObject({ reason: "backups.contentUnavailable" });
  await expectNothingLeft();
});

it("refuses an archive of another key and of a newer NEXA, and says what to do", async () => {
  const owner = await core.admin();
  const encrypted = smallArchive("a key that this installation has not got");
  await expect(receiveBackup(owner, encrypted)).rejects.toMatchObject({ reason: "backups.keyNeeded" });
  await expectNothingLeft();
});

it("says that the storage failed, and leaves nothing of what it changed on the way", async () => {
  const { files } = core.runtime.gateways;
  const withPut = (put: typeof files.put) => {
    return { ...core.job(), gateways: { ...core.runtime.gateways, files: { ...files, put } } };
  };
  const away = withPut(() => Promise.reject(new Error("nobody answers")));
  await expect(makeBackup(away, full)).rejects.toMatchObject({ reason: "backups.storageFailed" });
  const changed = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) yield Buffer.from(chunk).fill(0, chunk.length - 20);
  };
  const lying = withPut((key, chunks, signal) => files.put(key, changed(chunks), signal));
  const answer = { reason: "backups.storageFailed", message: expect.stringContaining("not what was written") };
  await expect(makeBackup(lying, full)).rejects.toMatchObject(answer);
  await expectNothingLeft();
});

it("answers that the storage is away, and shows in the figures that it is", async () => {
  const owner = await core.admin();
  const { files } = core.runtime.gateways;
  const list = (): AsyncIterable<never> => unavailable();
  const ctx = { ...owner, gateways: { ...core.runtime.gateways, files: { ...files, list } } };
  await expect(listBackups(ctx, page)).rejects.toMatchObject({ reason: "backups.storageUnreachable" });
  expect(await getBackupStats(ctx)).toMatchObject({ isStorageReachable: false, count: 0 });
  expect(await getBackupStats(owner)).toMatchObject({ isStorageReachable: true, storage: "local-folder" });
});

it("says that the file is gone where it went between the list and the reading", async () => {
  const owner = await core.admin();
  const { backup } = await makeBackup(core.job(), full);
  const { files } = core.runtime.gateways;
  const ctx = { ...owner, gateways: { ...core.runtime.gateways, files: { ...files, open: async () => null } } };
  const { backupId } = backup;
  await expect(openBackup(ctx, { backupId })).rejects.toMatchObject({ reason: "backups.fileGone" });
  const checked = checkStoredBackup({ ...ctx, actor: core.job().actor }, backupId, quietly);
  await expect(checked).rejects.toMatchObject({ reason: "backups.fileGone" });
});
