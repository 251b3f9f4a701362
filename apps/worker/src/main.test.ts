import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const PATIENCE = { timeout: 50_000, interval: 50 };

// Whole processes are started, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let core: TestCore;
let dataDir: string;
let env: Record<string, string>;

beforeAll(async () => {
  core = await createTestCore();
  dataDir = mkdtempSync(join(tmpdir(), "nexa-worker-"));
  env = {
    DATABASE_URL: core.databaseUrl,
    AUTH_SECRET: "0123456789abcdef0123456789abcdef",
    NEXA_DATA_DIR: dataDir,
    CONTENT_STORE: "postgres",
    PORT: "9",
  };
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await core.close();
});

type Started = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

function start(variables: Record<string, string>): Started {
  const child = spawn(process.execPath, [MAIN], { env: variables, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, output: () => output, ended };
}

it("says when it is ready, and ends in order when it is told to", async () => {
  const { child, output, ended } = start(env);
  await vi.waitFor(() => expect(output()).toContain("the worker is ready"), PATIENCE);
  child.kill("SIGTERM");
  expect(await ended, output()).toBe(0);
  expect(output()).toContain("stopped");
});

it("lists everything that is wrong with its environment and does not start", async () => {
  const { output, ended } = start({ DATABASE_URL: "mysql://x", LOG_LEVEL: "loud" });
  expect(await ended).toBe(1);
  const lines = output().trim().split("\n");
  expect(lines[0]).toBe("The worker cannot start with this configuration:");
  expect(lines.slice(1).map((line) => line.trim().split(":")[0])).toEqual(["DATABASE_URL", "AUTH_SECRET", "LOG_LEVEL"]);
});

it("does not start with another operator than the installation was made for", async () => {
  const first = start(env);
  await vi.waitFor(() => expect(first.output()).toContain("the worker is ready"), PATIENCE);
  first.child.kill("SIGTERM");
  await first.ended;
  const { output, ended } = start({ ...env, OPERATOR_CURRENCY: "EUR" });
  expect(await ended).toBe(1);
  expect(output()).toContain("currency is INR, not EUR");
});

it("says in one line that the database is away", async () => {
  const { output, ended } = start({ ...env, DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none" });
  expect(await ended).toBe(1);
  expect(output().trim().split("\n")).toHaveLength(1);
  expect(output()).toContain("cannot be reached");
});
