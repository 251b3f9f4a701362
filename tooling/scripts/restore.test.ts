import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeBackup } from "@nexa/core/backups/index";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { createTestDatabase } from "@nexa/vitest/database";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ADMIN_EMAIL, ADMIN_PASSWORD, startNexa } from "./running-nexa.fixture.ts";

const SCRIPT = fileURLToPath(new URL("restore.ts", import.meta.url));
let core: TestCore;
let folder: string;
let file: string;

beforeAll(async () => {
  core = await createTestCore();
  folder = await mkdtemp(join(tmpdir(), "nexa-restore-"));
  file = join(folder, "kept.nexa");
  await core.customer({ fullName: "Asha Rao" });
  const signal = new AbortController().signal;
  const { backup } = await makeBackup(core.job(), { kind: "full", reason: "manual", report: () => undefined, signal });
  const stored = await core.runtime.gateways.files.open(`backups/${backup.fileName}`);
  await writeFile(file, stored?.chunks ?? "");
});
afterAll(async () => {
  await core.close();
  await rm(folder, { recursive: true, force: true });
});

type Run = { code: number; out: string; err: string };

function restore(args: readonly string[], env: Record<string, string>): Promise<Run> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, INIT_CWD: folder, CONTENT_STORE: "postgres", ...env } };
    const child = execFile(process.execPath, [SCRIPT, ...args], options, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
    child.stdin?.end("no\n");
  });
}

const SECRET = "running-".repeat(5);

it("restores a file into an empty database, and asks before unless told not to", async () => {
  const database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, NEXA_DATA_DIR: join(folder, "data"), AUTH_SECRET: SECRET };
  expect(await restore(["kept.nexa"], env)).toMatchObject({ code: 1, err: "Nothing was changed.\n" });
  expect(await restore(["missing.nexa", "--yes"], env)).toMatchObject({
    code: 1,
    err: expect.stringContaining("no file"),
  });
  const restored = await restore(["kept.nexa", "--yes"], env);
  expect(restored).toMatchObject({ code: 0, err: "" });
  expect(restored.out).toContain("There was nothing to keep of before.");

  const broken = await readFile(file);
  broken[broken.length - 5] = (broken[broken.length - 5] ?? 0) ^ 8;
  await writeFile(join(folder, "broken.nexa"), broken);
  expect(await restore(["broken.nexa", "--yes"], env)).toMatchObject({
    code: 1,
    err: expect.stringContaining("damaged"),
  });
  await database.drop();
}, 120_000);

it("closes a running installation while it restores, after which everybody signs in anew", async () => {
  const nexa = await startNexa();
  try {
    const body = JSON.stringify({ email: ADMIN_EMAIL, password: ADMIN_PASSWORD });
    const headers = { "content-type": "application/json" };
    const signIn = () => fetch(`${nexa.url}/admin/login`, { method: "POST", headers, body });
    const { data } = (await (await signIn()).json()) as { data: { accessToken: string } };
    const profile = () =>
      fetch(`${nexa.url}/admin/profile`, { headers: { authorization: `Bearer ${data.accessToken}` } });
    expect((await profile()).status).toBe(200);
    const seen = new Set<number>();
    let isOver = false;
    const asking = (async () => {
      while (!isOver) seen.add((await fetch(`${nexa.url}/customer/plans`)).status);
    })();
    const env = { DATABASE_URL: nexa.databaseUrl, NEXA_DATA_DIR: nexa.dataDir, AUTH_SECRET: SECRET, NEXA_DEMO: "1" };
    const restored = await restore(["kept.nexa", "--yes"], env);
    isOver = true;
    await asking;
    expect(restored).toMatchObject({ code: 0, err: "" });
    expect(restored.out).toContain("is kept as the backup");
    expect(seen).toEqual(new Set([200, 503]));
    await vi.waitFor(async () => expect((await fetch(`${nexa.url}/customer/plans`)).status).toBe(200), 5_000);
    expect((await profile()).status).toBe(401);
    // The backup is of an installation without this owner.
    expect((await signIn()).status).toBe(401);
  } finally {
    await nexa.stop();
  }
}, 180_000);
