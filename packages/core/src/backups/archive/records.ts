import { createHash } from "node:crypto";
import { backupsErrors } from "../errors.ts";
import { asBuffer, type ByteReader } from "./byte-reader.ts";
import { type ArchiveEntry, ArchiveTrailer, EntryHead, EntryTotals } from "./manifest.ts";

/** What a frame's stream holds: an entry's head, its bytes in pieces, its end, and after the last entry the trailer. */
const RECORD = { entry: 1, data: 2, end: 3, trailer: 4 } as const;
type RecordType = (typeof RECORD)[keyof typeof RECORD];

const HEAD_BYTES = 5;
const MAX_DATA_BYTES = 1_048_576;
/** What an archive unpacks to must not fill the memory. */
const MAX_FACTS_BYTES = 262_144;
const NEWLINE = 10;

/** Entries one after another as records, and after them the trailer that says what was written. */
export async function* writeRecords(entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<Buffer> {
  const written = entriesSum();
  for await (const { bytes, ...head } of entries) {
    yield factsRecord(RECORD.entry, head);
    const sum = entrySum(head);
    for await (const chunk of bytes) {
      for (let from = 0; from < chunk.length; from += MAX_DATA_BYTES) {
        const piece = asBuffer(chunk).subarray(from, from + MAX_DATA_BYTES);
        sum.add(piece);
        yield recordHead(RECORD.data, piece.length);
        yield piece;
      }
    }
    const totals = sum.totals();
    written.add(totals);
    yield factsRecord(RECORD.end, totals);
  }
  yield factsRecord(RECORD.trailer, written.trailer());
}

/**
 * Gives out the entries; what is left unread of one is read when the next is asked for. Ends only where each entry is what its end
 * says and the trailer counts them all. @throws backups.broken
 */
export async function* readRecords(reader: ByteReader): AsyncGenerator<ArchiveEntry, ArchiveTrailer> {
  const read = entriesSum();
  for (let count = 1; ; count += 1) {
    const { type, payload } = await nextRecord(reader);
    if (type === RECORD.trailer) {
      const trailer = parseFacts(ArchiveTrailer, payload);
      if (!(await reader.atEnd()) || !isSame(trailer, read.trailer())) throw backupsErrors.broken();
      return trailer;
    }
    if (type !== RECORD.entry) throw backupsErrors.broken();
    const head = parseFacts(EntryHead, payload);
    const bytes = entryBytes(reader, head, read.add);
    yield { ...head, bytes };
    // Whoever left the bytes early has ended their loop: the rest is read past them.
    for await (const _ of bytes);
    if (read.count() !== count) throw backupsErrors.broken();
  }
}

function entryBytes(reader: ByteReader, head: EntryHead, onEnd: (totals: EntryTotals) => void): AsyncIterable<Buffer> {
  const sum = entrySum(head);
  let isOver = false;
  const next = async (): Promise<IteratorResult<Buffer, undefined>> => {
    if (isOver) return { done: true, value: undefined };
    const { type, payload } = await nextRecord(reader);
    if (type === RECORD.data) {
      sum.add(payload);
      return { done: false, value: payload };
    }
    const totals = sum.totals();
    if (type !== RECORD.end || !isSame(parseFacts(EntryTotals, payload), totals)) throw backupsErrors.broken();
    isOver = true;
    onEnd(totals);
    return { done: true, value: undefined };
  };
  // No generator: leaving its loop early would end it, and the rest of the entry could not be passed over.
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

function entrySum({ kind, name }: EntryHead) {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  let rows = 0;
  return {
    add: (piece: Buffer) => {
      hash.update(piece);
      sizeBytes += piece.length;
      if (kind !== "file") rows += countLines(piece);
    },
    totals: (): EntryTotals => {
      return { kind, name, rows: kind === "file" ? null : rows, sizeBytes, sha256: hash.copy().digest("hex") };
    },
  };
}

/** Of all entries, in the memory of one: there may be a file for every customer. */
function entriesSum() {
  const hash = createHash("sha256");
  const sums = { entries: 0, rows: 0, sizeBytes: 0 };
  const tables: ArchiveTrailer["tables"] = [];
  return {
    count: () => sums.entries,
    add: (totals: EntryTotals) => {
      hash.update(`${JSON.stringify(totals)}\n`);
      sums.entries += 1;
      sums.rows += totals.rows ?? 0;
      sums.sizeBytes += totals.sizeBytes;
      if (totals.kind === "table") tables.push({ name: totals.name, rows: totals.rows ?? 0 });
    },
    trailer: (): ArchiveTrailer => ({ ...sums, sha256: hash.copy().digest("hex"), tables }),
  };
}

function countLines(piece: Buffer): number {
  let lines = 0;
  for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

async function nextRecord(reader: ByteReader): Promise<{ type: number; payload: Buffer }> {
  const head = await reader.read(HEAD_BYTES);
  const type = head.readUInt8(0);
  const length = head.readUInt32BE(1);
  if (length > (type === RECORD.data ? MAX_DATA_BYTES : MAX_FACTS_BYTES)) throw backupsErrors.broken();
  return { type, payload: await reader.read(length) };
}

function recordHead(type: RecordType, length: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head[0] = type;
  head.writeUInt32BE(length, 1);
  return head;
}

function factsRecord(type: RecordType, facts: object): Buffer {
  const payload = Buffer.from(JSON.stringify(facts));
  return Buffer.concat([recordHead(type, payload.length), payload]);
}

function parseFacts<T>(schema: { safeParse(value: unknown): { success: boolean; data?: T } }, payload: Buffer): T {
  const parsed = schema.safeParse(parseJson(payload));
  if (!parsed.success || parsed.data === undefined) throw backupsErrors.broken();
  return parsed.data;
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
