import { createHash } from "node:crypto";
import { backupsErrors } from "../errors.ts";
import type { ByteReader } from "./byte-reader.ts";
import { ArchiveManifest, FORMAT_VERSION } from "./manifest.ts";

const MAGIC = Buffer.from("NEXA-BK\n");
const LENGTH_BYTES = 4;
const HASH_BYTES = 32;
const MAX_MANIFEST_BYTES = 1_048_576;

/** The archive's beginning: magic, length, the manifest as JSON, and the SHA-256 of these three, to which all frames are bound. */
export function manifestBytes(manifest: ArchiveManifest): { bytes: Buffer; hash: Buffer } {
  const json = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(json.length);
  const hash = createHash("sha256").update(MAGIC).update(length).update(json).digest();
  return { bytes: Buffer.concat([MAGIC, length, json, hash]), hash };
}

/** @throws backups.notAnArchive broken formatUnknown */
export async function readManifestBytes(reader: ByteReader): Promise<{ manifest: ArchiveManifest; hash: Buffer }> {
  const magic = await reader.read(MAGIC.length).catch(() => null);
  if (magic === null || !magic.equals(MAGIC)) throw backupsErrors.notAnArchive();
  const length = await reader.read(LENGTH_BYTES);
  const size = length.readUInt32BE();
  if (size > MAX_MANIFEST_BYTES) throw backupsErrors.broken();
  const json = await reader.read(size);
  const hash = createHash("sha256").update(magic).update(length).update(json).digest();
  if (!(await reader.read(HASH_BYTES)).equals(hash)) throw backupsErrors.broken();
  return { manifest: parse(json), hash };
}

function parse(json: Buffer): ArchiveManifest {
  const value = jsonOf(json);
  const format = typeof value === "object" && value !== null && "format" in value ? value.format : undefined;
  if (typeof format === "number" && format > FORMAT_VERSION) throw backupsErrors.formatUnknown();
  const parsed = ArchiveManifest.safeParse(value);
  if (!parsed.success) throw backupsErrors.broken();
  return parsed.data;
}

function jsonOf(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString());
  } catch {
    throw backupsErrors.broken();
  }
}
