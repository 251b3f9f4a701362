import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { checkFileKey, checkFilePrefix, type FilesPort, type StoredFile } from "./port.ts";

const DRAFT_ENDING = ".part";

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
      const draft = `${path}.${randomUUID()}${DRAFT_ENDING}`;
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
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* listFolder(folder, `${prefix}${entry.name}/`);
    else if (!entry.name.endsWith(DRAFT_ENDING)) yield await describe(prefix + entry.name, join(parent, entry.name));
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
