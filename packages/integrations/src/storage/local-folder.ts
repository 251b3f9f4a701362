import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StorageIdInvalid, type StoragePort } from "./port.ts";

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Files in a folder of this machine, mode 0600, spread over 256 folders by the last two digits of their ids. */
export function createLocalFolderStorage(folder: string): StoragePort {
  const pathOf = (id: string) => {
    if (!ID.test(id)) throw new StorageIdInvalid();
    return join(folder, id.slice(-2), id);
  };
  return {
    provider: "local-folder",
    async put(id, bytes) {
      const path = pathOf(id);
      const parent = dirname(path);
      await mkdir(parent, { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomUUID()}.part`;
      try {
        await writeDurably(draft, bytes);
        await rename(draft, path);
      } finally {
        await rm(draft, { force: true });
      }
    },
    async get(id) {
      try {
        return new Uint8Array(await readFile(pathOf(id)));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
    async delete(id) {
      await rm(pathOf(id), { force: true });
    },
  };
}

/** On the disk before it answers, so that a row never points to a file that a power cut took. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
