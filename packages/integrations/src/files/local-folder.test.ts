import { randomUUID } from "node:crypto";
import { access, mkdir, readdir, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeFiles } from "./contract/describe-files.ts";
import { createLocalFolderFiles } from "./local-folder.ts";

const aFolder = () => join(tmpdir(), `nexa-files-${randomUUID()}`);

async function drafts(folder: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true }).catch(() => []);
  return all.filter((name) => /\.[0-9a-f-]{36}\.part$/.test(name));
}

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describeFiles("files in a local folder", async () => {
  const folder = aFolder();
  return {
    files: createLocalFolderFiles(folder),
    leftovers: () => drafts(folder),
    close: () => rm(folder, { recursive: true, force: true }),
  };
});

it("keeps files readable by their owner alone", async () => {
  const folder = aFolder();
  await createLocalFolderFiles(folder).put("backups/a.nexa", one("secret"));
  expect((await stat(join(folder, "backups/a.nexa"))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, "backups"))).mode & 0o777).toBe(0o700);
  await rm(folder, { recursive: true });
});

it("does not list what others put there under names that are no keys, nor follows links out of the folder", async () => {
  const [folder, outside] = [aFolder(), aFolder()];
  await mkdir(join(folder, "backups/Sub folder"), { recursive: true });
  await mkdir(outside);
  await writeFile(join(outside, "secret"), "secret");
  for (const name of ['a".nexa', ".DS_Store", "a b", "Sub folder/x"])
    await writeFile(join(folder, "backups", name), "x");
  await symlink(outside, join(folder, "backups/elsewhere"));
  const files = createLocalFolderFiles(folder);
  await files.put("backups/a.nexa", one("whole"));
  const found: string[] = [];
  for await (const { key } of files.list("backups/")) found.push(key);
  expect(found).toEqual(["backups/a.nexa"]);
  await Promise.all([folder, outside].map((each) => rm(each, { recursive: true })));
});

it("does not list the draft of a process that died, and clears it away a day later", async () => {
  const folder = aFolder();
  await mkdir(join(folder, "backups"), { recursive: true });
  const [fresh, left] = ["fresh", "left"].map((name) => join(folder, `backups/${name}.${randomUUID()}.part`));
  for (const path of [fresh, left]) await writeFile(path ?? "", "half");
  const dayAgo = new Date(Date.now() - 25 * 3_600_000);
  await utimes(left ?? "", dayAgo, dayAgo);
  const files = createLocalFolderFiles(folder);
  await files.put("backups/a.nexa", one("whole"));
  const found: string[] = [];
  for await (const { key } of files.list("backups/")) found.push(key);
  expect(found).toEqual(["backups/a.nexa"]);
  await access(fresh ?? "");
  expect(await drafts(folder)).toHaveLength(1);
  await rm(folder, { recursive: true });
});
