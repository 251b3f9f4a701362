import { constants, createZstdCompress } from "node:zlib";
import { encryptedFrames, hashedFrames, newEncryption } from "./frame-seal.ts";
import { sealFrames } from "./frames.ts";
import { type ArchiveEntry, type ArchiveFacts, type ArchiveManifest, FORMAT_VERSION } from "./manifest.ts";
import { manifestBytes } from "./manifest-bytes.ts";
import { writeRecords } from "./records.ts";
import { throughTransform } from "./through-transform.ts";

const COMPRESSION_LEVEL = 3;

export type ArchiveSource = { readonly facts: ArchiveFacts; readonly entries: AsyncIterable<ArchiveEntry> };

/**
 * An archive as a stream of bytes: manifest, then the entries, compressed and in frames that are hashed or, with `key`, encrypted.
 * Holds a few hundred kilobytes at once, whatever its size.
 */
export async function* writeArchive(
  { facts, entries }: ArchiveSource,
  { key = null }: { key?: string | null } = {},
): AsyncGenerator<Uint8Array> {
  const encryption = key === null ? null : newEncryption(key);
  const manifest: ArchiveManifest = { format: FORMAT_VERSION, ...facts, compression: "zstd", encryption };
  const { bytes, hash } = manifestBytes(manifest);
  yield bytes;
  const seal = key === null || encryption === null ? hashedFrames(hash) : encryptedFrames(key, encryption, hash);
  const compressor = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: COMPRESSION_LEVEL } });
  yield* sealFrames(throughTransform(writeRecords(entries), compressor), seal);
}
