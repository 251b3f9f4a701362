import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeBackup } from "@nexa/core/backups/index";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { afterAll, beforeAll, expect, it } from "vitest";

const SCRIPT = fileURLToPath(new URL("unpack-backup.ts", import.meta.url));
const KEY = "a key of backups that is long enough";
let core: TestCore;
let folder: string;

beforeAll(async () => {
  core = await createTestCore({ config: { backupKeys: [KEY] } });
  folder = await mkdtemp(join(tmpdir(), "nexa-unpack-"));
  await core.customer({ fullName: 'Asha "A" Rao' });
  for (const kind of ["full", "essential"] as const) {
    const signal = new AbortController().signal;
    const { backup } = await makeBackup(core.job(), { kind, reason: "manual", report: () => undefined, signal });
    const stored = await core.runtime.gateways.files.open(`backups/${backup.fileName}`);
    await writeFile(join(folder, `${kind}.nexa`), stored?.chunks ?? "");
  }
});
afterAll(async () => {
  await core.close();
  await rm(folder, { recursive: true, force: true });
});

function unpack(args: readonly string[], key = KEY): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, INIT_CWD: folder, BACKUP_KEY: key };
    execFile(process.execPath, [SCRIPT, ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, text: out + err });
    });
  });
}

it("lays out an essential export as JSON that anybody can read", async () => {
  expect(await unpack(["essential.nexa", "export"])).toMatchObject({ code: 0, text: expect.stringContaining("sound") });
  const [line = ""] = (await readFile(join(folder, "export", "customers.jsonl"), "utf8")).split("\n");
  expect(JSON.parse(line)).toMatchObject({ full_name: 'Asha "A" Rao' });
  const manifest: unknown = JSON.parse(await readFile(join(folder, "export", "manifest.json"), "utf8"));
  expect(manifest).toMatchObject({ kind: "essential" });
});

it("lays out a full backup, and refuses a folder that is there already", async () => {
  expect((await unpack(["full.nexa", "new/all"])).code).toBe(0);
  expect(await readdir(join(folder, "new", "all"))).toEqual(
    expect.arrayContaining(["content.jsonl", "customers.copy", "files"]),
  );
  expect(await unpack(["full.nexa", "new/all"])).toMatchObject({
    code: 1,
    text: expect.stringContaining("there already"),
  });
});

it("leaves no folder where the key is another one, the file is damaged or there is none", async () => {
  expect(await unpack(["full.nexa", "none"], "x".repeat(32))).toMatchObject({
    code: 1,
    text: expect.stringContaining("another key"),
  });
  const bytes = await readFile(join(folder, "full.nexa"));
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 30) ^ 1, bytes.length - 30);
  await writeFile(join(folder, "damaged.nexa"), bytes);
  expect(await unpack(["damaged.nexa", "none"])).toMatchObject({ code: 1, text: expect.stringContaining("damaged") });
  expect(await unpack(["no-such.nexa", "none"])).toMatchObject({ code: 1 });
  expect((await unpack([])).text).toContain("pnpm backup:unpack FILE FOLDER");
  expect(await readdir(folder)).not.toContain("none");
});
