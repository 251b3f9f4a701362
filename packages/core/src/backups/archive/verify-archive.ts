import { backupsErrors } from "../errors.ts";
import type { ArchiveManifest, ArchiveTrailer } from "./manifest.ts";
import { type ArchiveKeys, openArchive } from "./open-archive.ts";

export type VerifiedArchive = { readonly manifest: ArchiveManifest; readonly trailer: ArchiveTrailer };

export type VerifyOptions = ArchiveKeys & {
  /** Told after each entry, with what has been read of it unpacked. */
  readonly onEntry?: (done: { entries: number; sizeBytes: number }) => void;
  readonly signal?: AbortSignal;
};

/**
 * Reads an archive from its first to its last byte and answers what it holds. A flipped bit, a missing, moved or added byte is
 * refused. @throws backups.notAnArchive broken formatUnknown keyNeeded wrongKey
 */
export async function verifyArchive(
  chunks: AsyncIterable<Uint8Array>,
  { keys, onEntry, signal }: VerifyOptions,
): Promise<VerifiedArchive> {
  const { manifest, entries } = await openArchive(chunks, { keys });
  let sizeBytes = 0;
  try {
    for (let done = 0; ; done += 1) {
      const next = await entries.next();
      if (next.done) {
        checkTables(manifest, next.value);
        return { manifest, trailer: next.value };
      }
      for await (const piece of next.value.bytes) {
        signal?.throwIfAborted();
        sizeBytes += piece.length;
      }
      onEntry?.({ entries: done + 1, sizeBytes });
    }
  } finally {
    await entries[Symbol.asyncDispose]();
  }
}

/** The tables that the manifest names are those that follow, with as many rows. */
function checkTables({ tables }: ArchiveManifest, trailer: ArchiveTrailer): void {
  const named = tables.map(({ name, rows }) => ({ name, rows }));
  if (JSON.stringify(trailer.tables) !== JSON.stringify(named)) throw backupsErrors.broken();
}
