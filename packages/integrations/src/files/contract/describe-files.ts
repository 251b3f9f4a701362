import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FileKeyInvalid, type FilesPort } from "../port.ts";

export type FilesUnderTest = {
  readonly files: FilesPort;
  /** What unfinished files have left behind: names of drafts or of uploads that are open. */
  leftovers(): Promise<string[]>;
  close(): Promise<void>;
};

const MIB = 1_048_576;
const WRONG_KEYS = [
  ...[
    "",
    "backups",
    "backups/",
    "/etc/passwd",
    "../backups/a",
    "backups/../a",
    "backups/..",
    "backups/a/../../b",
    "backups//a",
  ],
  ...[
    "backups/a..b",
    "Backups/a",
    "backups/.hidden",
    "backups/a b",
    "backups/a\\b",
    "backups/a\u0000",
    "backups/%2e%2e/a",
  ],
  ...["backups/a?x=1", "backups/a#x", "./backups/a", "backups/ä", `backups/${"a".repeat(201)}`, "backups/a\n"],
];

type Under = () => { readonly files: FilesPort; leftovers(): Promise<string[]> };

/** What every FilesPort promises, whatever keeps the files. */
export function describeFiles(name: string, open: () => Promise<FilesUnderTest>): void {
  describe(name, () => {
    let under: FilesUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());
    keepsWhatItIsGiven(() => under);
    keepsWholeFiles(() => under);
    leavesNothingBehind(() => under);
    listsAndForgets(() => under);
    refusesWrongKeys(() => under);
  });
}

function keepsWhatItIsGiven(under: Under): void {
  it.each([0, 1, 16 * MIB - 1, 16 * MIB, 16 * MIB + 1, 35 * MIB])(
    "gives back the %i bytes it was given",
    async (size) => {
      const bytes = randomBytes(size);
      const key = `sizes/${size}.bin`;
      const kept = await under().files.put(key, inChunks(bytes, 300_000));
      expect(kept).toEqual({ key, sizeBytes: size, modifiedAt: kept.modifiedAt });
      expect(Math.abs(Date.now() - kept.modifiedAt.getTime())).toBeLessThan(60_000);
      expect(hash((await read(under(), key)) ?? Buffer.alloc(1))).toBe(hash(bytes));
    },
  );

  it("takes chunks that are larger than a part", async () => {
    const bytes = randomBytes(34 * MIB);
    await under().files.put("sizes/one-chunk.bin", inChunks(bytes, bytes.length));
    expect(hash((await read(under(), "sizes/one-chunk.bin")) ?? Buffer.alloc(1))).toBe(hash(bytes));
  });
}

function keepsWholeFiles(under: Under): void {
  it("replaces a file as a whole: who reads meanwhile has the old one to its end", async () => {
    const old = randomBytes(9 * MIB);
    await under().files.put("whole/a.bin", inChunks(old, MIB));
    const reading = await under().files.open("whole/a.bin");
    const gate = Promise.withResolvers<void>();
    const putting = under().files.put("whole/a.bin", slowly("new", gate.promise));
    expect(hash((await read(under(), "whole/a.bin")) ?? Buffer.alloc(1))).toBe(hash(old));
    gate.resolve();
    await putting;
    expect(await text(under(), "whole/a.bin")).toBe("new");
    expect(hash(await gather(reading?.chunks ?? []))).toBe(hash(old));
  });

  it("keeps one of two that are written at once, whole", async () => {
    const both = [randomBytes(17 * MIB), randomBytes(18 * MIB)];
    await Promise.all(both.map((bytes) => under().files.put("whole/raced.bin", inChunks(bytes, MIB))));
    expect(both.map(hash)).toContain(hash((await read(under(), "whole/raced.bin")) ?? Buffer.alloc(1)));
    expect(await under().leftovers()).toEqual([]);
  });
}

function leavesNothingBehind(under: Under): void {
  it.each([
    ["the first chunk", 0],
    ["a small file", 3],
    ["the second part", 20],
  ])("leaves nothing behind and the old file as it was where the chunks fail in %s", async (_where, mebibytes) => {
    await under().files.put("kept/old.txt", inChunks(Buffer.from("old"), 10));
    const failing = () => thenFail(mebibytes, new Error("the source broke"));
    await expect(under().files.put("kept/old.txt", failing())).rejects.toThrow("the source broke");
    await expect(under().files.put("kept/new.txt", failing())).rejects.toThrow("the source broke");
    expect(await text(under(), "kept/old.txt")).toBe("old");
    expect(await under().files.open("kept/new.txt")).toBeNull();
    expect(await keys(under(), "kept/")).toEqual(["kept/old.txt"]);
    expect(await under().leftovers()).toEqual([]);
  });

  it.each([0, 3, 20])("leaves nothing behind where the signal aborts after %i MiB", async (mebibytes) => {
    const stopping = new AbortController();
    const putting = under().files.put("aborted/a.bin", thenAbort(mebibytes, stopping), stopping.signal);
    await expect(putting).rejects.toMatchObject({ name: "AbortError" });
    expect(await keys(under(), "aborted/")).toEqual([]);
    expect(await under().leftovers()).toEqual([]);
  });
}

function listsAndForgets(under: Under): void {
  it("lists whole folders and what is in them, in the order of their keys", async () => {
    const all = ["list/a-b", "list/a/x", "list/a/y.part", "list/a0", "list/B", "list/z.2", "list/z.10"];
    for (const key of [...all, "listed/other"]) await under().files.put(key, inChunks(Buffer.from(key), 3));
    expect(await keys(under(), "list/")).toEqual([...all].sort());
    expect(await keys(under(), "list/a/")).toEqual(["list/a/x", "list/a/y.part"]);
    expect(await keys(under(), "nothing-here/")).toEqual([]);
    for await (const file of under().files.list("list/a/")) {
      expect(file).toEqual({ key: file.key, sizeBytes: file.key.length, modifiedAt: expect.any(Date) });
      break;
    }
  });

  it("has none where none was put, and forgets what is deleted, also twice", async () => {
    expect(await under().files.open("gone/a.txt")).toBeNull();
    await under().files.put("gone/a.txt", inChunks(Buffer.from("a"), 1));
    await under().files.delete("gone/a.txt");
    await under().files.delete("gone/a.txt");
    expect(await under().files.open("gone/a.txt")).toBeNull();
    expect(await keys(under(), "gone/")).toEqual([]);
  });

  it("lets go of a file that nobody reads to its end", async () => {
    await under().files.put("early/a.bin", inChunks(randomBytes(20 * MIB), MIB));
    for (let count = 0; count < 60; count += 1) {
      const file = await under().files.open("early/a.bin");
      for await (const chunk of file?.chunks ?? []) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
    }
    expect((await read(under(), "early/a.bin"))?.length).toBe(20 * MIB);
  });
}

function refusesWrongKeys(under: Under): void {
  it.each(WRONG_KEYS)("takes no key that is none: %j", async (key) => {
    await expect(under().files.put(key, inChunks(Buffer.from("x"), 1))).rejects.toThrow(FileKeyInvalid);
    await expect(under().files.open(key)).rejects.toThrow(FileKeyInvalid);
    await expect(under().files.delete(key)).rejects.toThrow(FileKeyInvalid);
  });

  it.each(["", "/", "backups", "../", "backups/../", "Backups/", "/backups/", "backups//"])(
    "takes no prefix that is none: %j",
    async (prefix) => {
      await expect(keys(under(), prefix)).rejects.toThrow(FileKeyInvalid);
    },
  );
}

async function read({ files }: ReturnType<Under>, key: string): Promise<Buffer | null> {
  const file = await files.open(key);
  if (file === null) return null;
  const bytes = await gather(file.chunks);
  expect(bytes.length).toBe(file.sizeBytes);
  return bytes;
}

const text = async (under: ReturnType<Under>, key: string) => (await read(under, key))?.toString("utf8") ?? null;

async function keys({ files }: ReturnType<Under>, prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of files.list(prefix)) found.push(key);
  return found;
}

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function gather(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* slowly(text: string, until: Promise<void>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text.slice(0, 1));
  await until;
  yield Buffer.from(text.slice(1));
}

async function* thenFail(mebibytes: number, error: Error): AsyncGenerator<Uint8Array> {
  for (let count = 0; count < mebibytes; count += 1) yield Buffer.alloc(MIB, 1);
  throw error;
}

async function* thenAbort(mebibytes: number, stopping: AbortController): AsyncGenerator<Uint8Array> {
  for (let count = 0; count < mebibytes; count += 1) yield Buffer.alloc(MIB, 1);
  stopping.abort();
  yield Buffer.alloc(MIB, 1);
}
