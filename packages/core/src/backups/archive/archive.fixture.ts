import type { ArchiveEntry, ArchiveFacts } from "./manifest.ts";
import { writeArchive } from "./write-archive.ts";

export const aKey = "a key of forty characters or even more..";

/** Facts of a small archive with these tables. */
export function factsOf(tables: ArchiveFacts["tables"]): ArchiveFacts {
  return {
    archiveId: "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51",
    kind: "full",
    reason: "manual",
    createdAt: "2026-11-23T10:00:00.000Z",
    appVersion: "0.1.0",
    migration: { count: 3, at: 1_700_000_000_000, hash: "abc" },
    operator: { country: "IN", timezone: "Asia/Kolkata", currency: "INR" },
    tables,
    sequences: [],
  };
}

export async function* inPieces(...pieces: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === "string" ? Buffer.from(piece) : piece;
}

/** A small archive: two tables, a file, content. */
export function smallArchive(key: string | null): AsyncIterable<Uint8Array> {
  const tables = [
    { name: "customers", columns: ["id", "name"], rows: 2 },
    { name: "plans", columns: ["id"], rows: 0 },
  ];
  const entries = async function* (): AsyncGenerator<ArchiveEntry> {
    yield { kind: "table", name: "customers", columns: ["id", "name"], bytes: inPieces("1\tAsha", "\n2\tRavi\n") };
    yield { kind: "table", name: "plans", columns: ["id"], bytes: inPieces() };
    yield { kind: "file", name: "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e52", bytes: inPieces(Buffer.from([1, 2, 3])) };
    yield { kind: "content", name: "content", bytes: inPieces('{"a":1}\n') };
  };
  return writeArchive({ facts: factsOf(tables), entries: entries() }, { key });
}

/** All bytes of a stream in one. */
export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
