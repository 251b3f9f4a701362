import { createZstdDecompress } from "node:zlib";
import { backupsErrors } from "../errors.ts";
import { type ByteReader, byteReader } from "./byte-reader.ts";
import { encryptedFrames, type FrameSeal, hashedFrames, keyIdOf } from "./frame-seal.ts";
import { openFrames } from "./frames.ts";
import type { ArchiveEntry, ArchiveManifest, ArchiveTrailer } from "./manifest.ts";
import { readManifestBytes } from "./manifest-bytes.ts";
import { readRecords } from "./records.ts";
import { throughTransform } from "./through-transform.ts";

/** The keys an archive may have been made with, the newest first; empty where the installation has none. */
export type ArchiveKeys = { readonly keys: readonly string[] };

export type OpenArchive = {
  readonly manifest: ArchiveManifest;
  /**
   * The entries in their order, to be read once; the bytes of one before the next. Only where the loop ends by itself was the whole
   * archive as it was written: read it once through (`verifyArchive`) before anything is changed by it.
   */
  readonly entries: AsyncGenerator<ArchiveEntry, ArchiveTrailer>;
};

/** Opens an archive for reading. @throws backups.notAnArchive broken formatUnknown keyNeeded wrongKey; while reading backups.broken */
export async function openArchive(chunks: AsyncIterable<Uint8Array>, { keys }: ArchiveKeys): Promise<OpenArchive> {
  const reader = byteReader(chunks);
  try {
    const { manifest, hash } = await readManifestBytes(reader);
    const seal = sealFor(manifest, hash, keys);
    return { manifest, entries: entriesOf(reader, seal) };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

/** The manifest alone, from the first bytes: for lists. Whether the rest is sound only reading it says. */
export async function readManifest(chunks: AsyncIterable<Uint8Array>): Promise<ArchiveManifest> {
  const reader = byteReader(chunks);
  try {
    return (await readManifestBytes(reader)).manifest;
  } finally {
    await reader.close();
  }
}

function sealFor({ encryption }: ArchiveManifest, hash: Buffer, keys: readonly string[]): FrameSeal {
  if (encryption === null) return hashedFrames(hash);
  if (keys.length === 0) throw backupsErrors.keyNeeded();
  const key = keys.find((each) => keyIdOf(each) === encryption.keyId);
  if (key === undefined) throw backupsErrors.wrongKey();
  return encryptedFrames(key, encryption, hash);
}

async function* entriesOf(source: ByteReader, seal: FrameSeal): AsyncGenerator<ArchiveEntry, ArchiveTrailer> {
  let hasEnded = false;
  const frames = async function* () {
    try {
      yield* openFrames(source, seal);
      hasEnded = true;
    } finally {
      await source.close();
    }
  };
  const reader = byteReader(throughTransform(frames(), createZstdDecompress()));
  try {
    const trailer = yield* readRecords(reader);
    if (!hasEnded) throw backupsErrors.broken();
    return trailer;
  } catch (error) {
    throw isUnpacking(error) ? backupsErrors.broken() : error;
  } finally {
    await reader.close();
  }
}

/** What zstd says of bytes that are none of its own. */
function isUnpacking(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z");
}
