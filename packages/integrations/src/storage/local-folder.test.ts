import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLocalFolderStorage } from "./local-folder.ts";
import { StorageIdInvalid } from "./port.ts";

let folder: string;
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "nexa-storage-")), "a folder that is not there yet");
});
afterAll(() => rm(join(folder, ".."), { recursive: true, force: true }));

it("gives back the bytes it was given, replaces and forgets them", async () => {
  const storage = createLocalFolderStorage(folder);
  const id = randomUUID();
  expect(await storage.get(id)).toBeNull();
  await storage.put(id, new Uint8Array([1, 2, 3]));
  expect(await storage.get(id)).toEqual(new Uint8Array([1, 2, 3]));
  await storage.put(id, new Uint8Array([4]));
  expect(await createLocalFolderStorage(folder).get(id)).toEqual(new Uint8Array([4]));
  await storage.delete(id);
  await storage.delete(id);
  expect(await storage.get(id)).toBeNull();
});

it("keeps files that only their owner reads, and leaves no drafts behind", async () => {
  const storage = createLocalFolderStorage(folder);
  const id = randomUUID();
  await Promise.all([1, 2, 3].map((byte) => storage.put(id, new Uint8Array([byte]))));
  const parent = join(folder, id.slice(-2));
  expect((await stat(join(parent, id))).mode & 0o777).toBe(0o600);
  expect((await readdir(parent)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

it("refuses ids that are no UUID, so that nothing outside the folder can be reached", async () => {
  const storage = createLocalFolderStorage(folder);
  for (const id of ["", "../secrets", "a/../../b", randomUUID().toUpperCase(), `${randomUUID()}/x`]) {
    await expect(storage.put(id, new Uint8Array())).rejects.toThrow(StorageIdInvalid);
    await expect(storage.get(id)).rejects.toThrow(StorageIdInvalid);
    await expect(storage.delete(id)).rejects.toThrow(StorageIdInvalid);
  }
});
