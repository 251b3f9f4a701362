import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { checkFileKey, checkFilePrefix, type FilesPort, isFileKey, type StoredFile } from "./port.ts";

const DRAFT = /\.[0-9a-f-]{36}\.part$/;
/** A draft this old was left by a process that died. */
const LEFT_MS = 86_400_000;

/** Files below a folder of this machine, mode 0600, on the disk before `put` answers. */
export function createLocalFolderFiles(folder: string): FilesPort {
  const pathOf = (key: string) => {
    checkFileKey(key);
    return join(folder, ...key.split("/"));
  };
  return {
    provider: "local-folder",
    async put(key, chunks, signal) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await sweepDrafts(dirname(path));
      const draft = `${path}.${randomUUID()}.part`;
      try {
        await writeDurably(draft, chunks, signal);
        await rename(draft, path);
      } finally {
        await rm(draft, { force: true });
      }
      return describe(key, path);
    },
    async open(key) {
      const file = await openIfThere(pathOf(key));
      if (file === null) return null;
      const { size } = await file.stat();
      return { sizeBytes: size, chunks: createReadStream("", { fd: file, autoClose: true }) };
    },
    async *list(prefix) {
      checkFilePrefix(prefix);
      yield* listFolder(folder, prefix);
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

async function writeDurably(path: string, chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      await file.writeFile(chunk);
    }
    signal?.throwIfAborted();
    await file.sync();
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function describe(key: string, path: string): Promise<StoredFile> {
  const { size, mtime } = await stat(path);
  return { key, sizeBytes: size, modifiedAt: mtime };
}

async function* listFolder(folder: string, prefix: string): AsyncIterable<StoredFile> {
  const parent = join(folder, ...prefix.split("/"));
  const entries = await readdir(parent, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  // A folder sorts as its keys do, which go on with a slash.
  const names = entries.flatMap((entry) => {
    if (entry.isDirectory()) return `${entry.name}/`;
    return entry.isFile() ? entry.name : [];
  });
  for (const name of names.sort((a, b) => (a < b ? -1 : 1))) {
    if (name.endsWith("/")) yield* listFolder(folder, prefix + name);
    else if (isFileKey(prefix + name) && !DRAFT.test(name)) yield* describeIfThere(prefix + name, join(parent, name));
  }
}

/** Nothing where it was deleted since the folder was read. */
async function* describeIfThere(key: string, path: string): AsyncIterable<StoredFile> {
  try {
    yield await describe(key, path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!DRAFT.test(name)) continue;
    const path = join(folder, name);
    for await (const { modifiedAt } of describeIfThere(name, path)) {
      if (Date.now() - modifiedAt.getTime() > LEFT_MS) await rm(path, { force: true });
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
