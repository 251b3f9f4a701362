import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, onPath, untilListening } from "./server-process.ts";

export type TestMongo = {
  /** Connection address of an empty database of its own. */
  url: string;
  /** Takes the server away and brings it back with its data, on the same port. Absent where the server is not ours. */
  power?: {
    off(): Promise<void>;
    on(): Promise<void>;
    /** Leaves the server there but answering nothing. */
    freeze(): void;
    thaw(): void;
  };
  stop(): Promise<void>;
};

/** How the tests get a MongoDB; null where they cannot, which in CI is an error. */
export type MongoSource = { url: string } | { command: string; argsOf: (port: number, folder: string) => string[] };

/**
 * MONGODB_URL's server, else one of NEXA_TEST_MONGOD (as `.ci/run` installs it), else a `mongod` or `ferretdb` found on PATH. Throws in CI
 * where there is none.
 */
export function findMongo(environment: NodeJS.ProcessEnv = process.env): MongoSource | null {
  if (environment.MONGODB_URL) return { url: environment.MONGODB_URL };
  const mongod = environment.NEXA_TEST_MONGOD || onPath("mongod", environment.PATH);
  if (mongod) {
    return {
      command: mongod,
      argsOf: (port, folder) => ["--port", String(port), "--dbpath", folder, "--bind_ip", "127.0.0.1"],
    };
  }
  const ferretdb = onPath("ferretdb", environment.PATH);
  if (ferretdb) {
    return {
      command: ferretdb,
      argsOf: (port, folder) => [
        `--listen-addr=127.0.0.1:${port}`,
        "--handler=sqlite",
        `--sqlite-url=file:${folder}/`,
        `--state-dir=${folder}`,
        "--debug-addr=-",
        "--telemetry=disable",
      ],
    };
  }
  if (environment.CI !== "true") return null;
  throw new Error("CI=true needs MongoDB: run .ci/run, or set MONGODB_URL or NEXA_TEST_MONGOD.");
}

/** A MongoDB for one test file. */
export async function startTestMongo(source: MongoSource): Promise<TestMongo> {
  const database = `nexa_test_${randomBytes(8).toString("hex")}`;
  if ("url" in source) {
    const url = source.url.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${database}`);
    return { url, stop: async () => undefined };
  }
  const folder = join(tmpdir(), `nexa-mongo-${randomBytes(6).toString("hex")}`);
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  let child: ChildProcess | null = null;
  const on = async () => {
    if (child !== null) return;
    child = spawn(source.command, source.argsOf(port, folder), { stdio: "ignore" });
    await untilListening(port, child, "MongoDB");
  };
  const off = async () => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill("SIGTERM");
    // One that was frozen hears it when it is thawed.
    ending.kill("SIGCONT");
    await ended;
  };
  await on();
  const power = { off, on, freeze: () => void child?.kill("SIGSTOP"), thaw: () => void child?.kill("SIGCONT") };
  const stop = async () => {
    await off();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `mongodb://127.0.0.1:${port}/${database}`, power, stop };
}
