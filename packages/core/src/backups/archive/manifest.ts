import { BACKUP_KINDS, BACKUP_REASONS, Id, Timestamp } from "@nexa/contracts";
import { z } from "zod";

/** Names that may be put into a statement as they are. */
const sqlName = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);

/** A table as it stands in the archive: its columns in the order of the rows, and how many rows the snapshot holds. */
export const ArchivedTable = z.strictObject({
  name: sqlName,
  columns: z.array(sqlName).min(1),
  rows: z.int().min(0),
});
export type ArchivedTable = z.infer<typeof ArchivedTable>;

/** What the writer knows before the first byte. Tables stand in the order in which they can be loaded. */
export const ArchiveFacts = z.strictObject({
  archiveId: Id,
  kind: z.enum(BACKUP_KINDS),
  reason: z.enum(BACKUP_REASONS),
  createdAt: Timestamp,
  appVersion: z.string().max(50),
  /** The newest migration of the database: how many there are, drizzle's journal time in milliseconds, and its hash. */
  migration: z.strictObject({ count: z.int().min(0), at: z.number(), hash: z.string().max(128) }),
  operator: z.strictObject({ country: z.string(), timezone: z.string(), currency: z.string() }),
  tables: z.array(ArchivedTable),
  /** Counters outside the tables: the next number of each is above `lastValue`, or `lastValue` itself where it was never called. */
  sequences: z.array(z.strictObject({ name: sqlName, lastValue: z.int(), isCalled: z.boolean() })),
});
export type ArchiveFacts = z.infer<typeof ArchiveFacts>;

/** How the archive's key came from BACKUP_KEY: `keyId` tells which key it was, without telling the key. */
export const ArchiveEncryption = z.strictObject({
  cipher: z.literal("aes-256-gcm"),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ArchiveEncryption = z.infer<typeof ArchiveEncryption>;

export const FORMAT_VERSION = 1;

/** What stands readable at the beginning of every archive, also of an encrypted one. */
export const ArchiveManifest = z.strictObject({
  format: z.literal(FORMAT_VERSION),
  ...ArchiveFacts.shape,
  compression: z.literal("zstd"),
  encryption: ArchiveEncryption.nullable(),
});
export type ArchiveManifest = z.infer<typeof ArchiveManifest>;

export const EntryKind = z.enum(["table", "content", "file"]);
export type EntryKind = z.infer<typeof EntryKind>;

export const EntryHead = z.strictObject({
  kind: EntryKind,
  /** The table's name, the upload's id, or the content store's collection. */
  name: z.string().min(1).max(200),
  /** Of a table: the columns of its rows, in PostgreSQL's COPY text format. They go into a statement, whoever wrote the archive. */
  columns: z.array(sqlName).min(1).optional(),
});
export type EntryHead = z.infer<typeof EntryHead>;

/** What was written of an entry; `rows` of a table and of content, one a line. */
export const EntryTotals = z.strictObject({
  kind: EntryKind,
  name: z.string(),
  rows: z.int().min(0).nullable(),
  sizeBytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type EntryTotals = z.infer<typeof EntryTotals>;

/** The archive's last record: what all entries are together, and the rows of each table. `sha256` is over every entry's totals in order. */
export const ArchiveTrailer = z.strictObject({
  entries: z.int().min(0),
  rows: z.int().min(0),
  sizeBytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  tables: z.array(z.strictObject({ name: z.string(), rows: z.int().min(0) })),
});
export type ArchiveTrailer = z.infer<typeof ArchiveTrailer>;

/** An entry as it is written and as it is read: its bytes are read before the next entry is asked for. */
export type ArchiveEntry = EntryHead & { readonly bytes: AsyncIterable<Uint8Array> };
