import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { APP_NODE_FLAGS } from "../../../scripts/start/app-process.ts";
import { endChild } from "./child-process.ts";
import { freePort } from "./free-port.ts";
import { whenReady } from "./ready.ts";

const workspaceRoot = fileURLToPath(new URL("../../../../", import.meta.url));
const SAMPLE_MS = 250;
const READY_SECONDS = 60;

export type ServerOptions = {
  databaseUrl: string;
  authSecret: string;
  dataDir: string;
  /** Where V8's CPU profile goes when the server ends; none without. */
  profileDir: string | null;
};

/** The real server, as its own process. */
export type ProductServer = {
  readonly url: string;
  /** The largest resident set seen so far, in bytes. */
  peakMemoryBytes(): number;
  stop(): Promise<void>;
};

/** Starts `apps/server` on a free loopback port and waits until it is ready. */
export async function startServer(options: ServerOptions): Promise<ProductServer> {
  const port = await freePort();
  const profiling = options.profileDir === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${options.profileDir}`];
  const child = spawn(process.execPath, [...APP_NODE_FLAGS, ...profiling, "apps/server/src/main.ts"], {
    cwd: workspaceRoot,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env.PATH,
      // As `npm start` has it.
      NODE_COMPILE_CACHE: join(workspaceRoot, "node_modules", ".cache", "node"),
      DATABASE_URL: options.databaseUrl,
      AUTH_SECRET: options.authSecret,
      NEXA_DATA_DIR: options.dataDir,
      NEXA_DEMO: "1",
      NEXA_ADMIN_PASSWORD: options.authSecret,
      PHONE_VERIFICATION: "off",
      LOG_LEVEL: "warn",
      PORT: String(port),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = () => endChild(child);
  try {
    await whenReady(`${url}/health/ready`, READY_SECONDS, () => child.exitCode !== null);
  } catch (error) {
    await stop();
    throw error;
  }
  const memory = watchMemory(child);
  return {
    url,
    peakMemoryBytes: memory.peakBytes,
    stop: async () => {
      memory.stop();
      await stop();
    },
  };
}

function watchMemory(child: ChildProcess) {
  let peak = 0;
  const sample = async () => {
    // A process that has just ended has no size; the next sample is not taken.
    const bytes = await residentBytes(child.pid ?? 0).catch(() => 0);
    peak = Math.max(peak, bytes);
  };
  const timer = setInterval(() => void sample(), SAMPLE_MS);
  return { peakBytes: () => peak, stop: () => clearInterval(timer) };
}

async function residentBytes(pid: number): Promise<number> {
  if (process.platform === "linux") {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  }
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout.trim()) * 1024;
}
