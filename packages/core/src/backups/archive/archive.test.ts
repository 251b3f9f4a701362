import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { backupsErrors } from "../errors.ts";
import { aKey, bytesOf, factsOf, inPieces, smallArchive } from "./archive.fixture.ts";
import type { ArchiveEntry, ArchiveManifest } from "./manifest.ts";
import { manifestBytes } from "./manifest-bytes.ts";
import { openArchive, readManifest } from "./open-archive.ts";
import { verifyArchive } from "./verify-archive.ts";
import { writeArchive } from "./write-archive.ts";

const kinds = [
  ["with hashes", null],
  ["encrypted", aKey],
] as const;
const keys = [aKey];

describe.each(kinds)("an archive %s", (_, key) => {
  it("gives back what was written, entry by entry, however its bytes are cut", async () => {
    const archive = await bytesOf(smallArchive(key));
    const single = [...archive].map((byte) => Uint8Array.of(byte));
    const { manifest, entries } = await openArchive(inPieces(...single), { keys });
    const read: [string, string, string][] = [];
    for await (const { kind, name, bytes } of entries)
      read.push([kind, name, (await bytesOf(bytes)).toString("latin1")]);
    expect(manifest.tables.map(({ rows }) => rows)).toEqual([2, 0]);
    expect(read).toEqual([
      ["table", "customers", "1\tAsha\n2\tRavi\n"],
      ["table", "plans", ""],
      ["file", "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e52", "\x01\x02\x03"],
      ["content", "content", '{"a":1}\n'],
    ]);
  });

  it("passes over what is left unread of an entry", async () => {
    const { entries } = await openArchive(smallArchive(key), { keys });
    const names: string[] = [];
    for await (const { name, bytes } of entries) {
      names.push(name);
      for await (const _piece of bytes) break;
    }
    expect(names).toHaveLength(4);
  });

  it("verifies, and its totals say what it holds", async () => {
    const { trailer } = await verifyArchive(smallArchive(key), { keys });
    expect(trailer).toMatchObject({ entries: 4, rows: 3, sizeBytes: 25 });
    expect(trailer.tables).toEqual([
      { name: "customers", rows: 2 },
      { name: "plans", rows: 0 },
    ]);
  });

  it("is refused with any one bit flipped anywhere", async () => {
    const archive = await bytesOf(smallArchive(key));
    for (let at = 0; at < archive.length; at += 1) {
      const flipped = Buffer.from(archive);
      flipped.writeUInt8(archive.readUInt8(at) ^ (1 << (at % 8)), at);
      await expect(verifyArchive(inPieces(flipped), { keys }), `byte ${at}`).rejects.toMatchObject({
        reason: expect.stringMatching(/^backups\.(broken|notAnArchive)$/),
      });
    }
  });

  it("is refused cut short at any byte", async () => {
    const archive = await bytesOf(smallArchive(key));
    for (let length = 0; length < archive.length; length += 1) {
      await expect(verifyArchive(inPieces(archive.subarray(0, length)), { keys }), `${length}`).rejects.toMatchObject({
        reason: expect.stringMatching(/^backups\.(broken|notAnArchive)$/),
      });
    }
  });

  it("is refused with bytes after its end", async () => {
    const archive = await bytesOf(smallArchive(key));
    for (const added of ["\0", archive]) {
      await expect(verifyArchive(inPieces(archive, added), { keys })).rejects.toMatchObject({
        reason: "backups.broken",
      });
    }
  });

  it("is refused where frames were exchanged or left out", async () => {
    const { head, frames } = framesOf(await bytesOf(largeArchive(key)), key === null ? 32 : 16);
    expect(frames.length).toBeGreaterThan(3);
    const [first, second, third, ...rest] = frames;
    for (const damaged of [
      [second, first, third, ...rest],
      [first, third, ...rest],
      [first, first, ...frames.slice(1)],
    ]) {
      const bytes = Buffer.concat([head, ...damaged.flatMap((frame) => frame ?? [])]);
      await expect(verifyArchive(inPieces(bytes), { keys })).rejects.toMatchObject({ reason: "backups.broken" });
    }
  });

  it("passes on what its source throws and ends the source when the reader leaves", async () => {
    let isEnded = false;
    const entries = async function* (): AsyncGenerator<ArchiveEntry> {
      try {
        yield { kind: "file", name: "one", bytes: inPieces(randomBytes(2_000_000)) };
        throw new Error("the source failed");
      } finally {
        isEnded = true;
      }
    };
    const archive = writeArchive({ facts: factsOf([]), entries: entries() }, { key });
    await expect(bytesOf(archive)).rejects.toThrow("the source failed");
    isEnded = false;
    for await (const chunk of writeArchive({ facts: factsOf([]), entries: entries() }, { key })) {
      if (chunk.length > 100_000) break;
    }
    expect(isEnded).toBe(true);
  });

  it("stops verifying when it is told to", async () => {
    const signal = AbortSignal.abort();
    await expect(verifyArchive(largeArchive(key), { keys, signal })).rejects.toThrow("aborted");
  });
});

it("asks for a key, and says when it is another one", async () => {
  const archive = await bytesOf(smallArchive(aKey));
  await expect(verifyArchive(inPieces(archive), { keys: [] })).rejects.toMatchObject({ reason: "backups.keyNeeded" });
  const other = "another key of forty characters or more.";
  await expect(verifyArchive(inPieces(archive), { keys: [other] })).rejects.toMatchObject({
    reason: "backups.wrongKey",
  });
  await expect(verifyArchive(inPieces(archive), { keys: [other, aKey] })).resolves.toBeDefined();
});

it("refuses what is no backup, and tells the manifest from the first bytes alone", async () => {
  await expect(readManifest(inPieces("PK a zip file or so"))).rejects.toMatchObject({ reason: "backups.notAnArchive" });
  const archive = await bytesOf(smallArchive(aKey));
  expect(await readManifest(inPieces(archive.subarray(0, 1_500)))).toMatchObject({ kind: "full", format: 1 });
});

it("says that NEXA must be updated for an archive of a later format", async () => {
  const manifest = { ...(await readManifest(smallArchive(null))), format: 2 };
  const { bytes } = manifestBytes(manifest as unknown as ArchiveManifest);
  await expect(readManifest(inPieces(bytes))).rejects.toMatchObject({ reason: "backups.formatUnknown" });
});

it("refuses an archive whose tables are not those that its manifest names", async () => {
  const named = { name: "customers", columns: ["id"], rows: 3 };
  const entries = async function* (): AsyncGenerator<ArchiveEntry> {
    yield { kind: "table", name: "customers", columns: ["id"], bytes: inPieces("1\n2\n") };
  };
  const archive = writeArchive({ facts: factsOf([named]), entries: entries() });
  await expect(verifyArchive(archive, { keys })).rejects.toMatchObject({ reason: "backups.broken" });
});

function largeArchive(key: string | null) {
  const entries = async function* (): AsyncGenerator<ArchiveEntry> {
    yield { kind: "file", name: "one", bytes: inPieces(randomBytes(1_500_000)) };
  };
  return writeArchive({ facts: factsOf([]), entries: entries() }, { key });
}

function framesOf(archive: Buffer, tagBytes: number): { head: Buffer; frames: Buffer[] } {
  let at = 8 + 4 + archive.readUInt32BE(8) + 32;
  const head = archive.subarray(0, at);
  const frames: Buffer[] = [];
  while (at < archive.length) {
    const length = 5 + archive.readUInt32BE(at + 1) + tagBytes;
    frames.push(archive.subarray(at, at + length));
    at += length;
  }
  return { head, frames };
}

describe("an archive that somebody made by hand", () => {
  const COLUMN = `id") from program 'touch /tmp/owned' --`;
  const made = (entries: readonly Omit<ArchiveEntry, "bytes">[]) =>
    writeArchive(
      {
        facts: factsOf([]),
        entries: (async function* () {
          for (const entry of entries) yield { ...entry, bytes: inPieces() };
        })(),
      },
      { key: null },
    );

  it("brings no SQL in by the names of columns or tables", async () => {
    for (const columns of [[COLUMN], ["Id"], []]) {
      const entry = { kind: "table", name: "plans", columns } as const;
      await expect(verifyArchive(made([entry]), { keys: [] })).rejects.toThrow(backupsErrors.broken());
    }
  });

  it("does not fill the memory by records that unpack to much", async () => {
    const long: Omit<ArchiveEntry, "bytes"> = { kind: "content", name: "content", columns: ["a".repeat(60)] };
    await verifyArchive(made([long]), { keys: [] });
    const columns = Array.from({ length: 6_000 }, () => "a".repeat(60));
    await expect(verifyArchive(made([{ ...long, columns }]), { keys: [] })).rejects.toThrow(backupsErrors.broken());
  });

  it("is refused where its manifest is no JSON, although its sum is right", async () => {
    const json = Buffer.from("{not json");
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    const head = Buffer.concat([Buffer.from("NEXA-BK\n"), length, json]);
    const sum = createHash("sha256").update(head).digest();
    await expect(readManifest(inPieces(Buffer.concat([head, sum])))).rejects.toThrow(backupsErrors.broken());
  });
});
