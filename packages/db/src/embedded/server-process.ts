import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ServerAccount } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { CLEAN_ENVIRONMENT, cannotRun, lastLine } from "./cluster.ts";
import { EmbeddedPostgresError } from "./error.ts";
import type { ServerHome } from "./home.ts";
import { stopWithParent } from "./parent-watch.ts";

const READY_TIMEOUT_MS = 120_000;
const FAST_SHUTDOWN_MS = 30_000;
const PORT_ATTEMPTS = 5;

export type ServerProcess = {
  child: ChildProcess;
  port: number;
  /** Ends the watch that stops the server when this process dies. */
  endWatch: () => void;
};

type Launch = {
  home: ServerHome;
  binaries: Binaries;
  account: ServerAccount | null;
  settings: Record<string, string | number>;
  /** Folders to delete when this process dies without stopping the server. */
  removeFolders: readonly string[];
};

/** Starts the server on a free port of the loopback interface and waits until it accepts connections. */
export async function launchServer(launch: Launch): Promise<ServerProcess> {
  startLog(launch);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const server = spawnServer(launch, port);
    const failure = await untilReady(server.child, launch.home);
    if (failure === null) return server;
    server.endWatch();
    // Another program may take the port between our look and the server's bind.
    const isPortTaken = failure.includes("could not create any TCP/IP sockets") || failure.includes("could not bind");
    if (!isPortTaken || attempt === PORT_ATTEMPTS) {
      throw new EmbeddedPostgresError(`PostgreSQL did not start: ${lastLine(failure)} (log: ${launch.home.logFile})`);
    }
  }
}

/** Each start begins a new log, which the server's account may write and only it may read. */
function startLog({ home, account }: Launch): void {
  writeFileSync(home.logFile, "", { mode: 0o600 });
  if (account) chownSync(home.logFile, account.uid, account.gid);
}

/** Fast shutdown: open transactions roll back, everything is written, the process ends. */
export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGINT");
  const force = setTimeout(() => child.kill("SIGQUIT"), FAST_SHUTDOWN_MS);
  await ended;
  clearTimeout(force);
}

function spawnServer({ home, binaries, account, settings, removeFolders }: Launch, port: number): ServerProcess {
  const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(home.logFile, "a");
  try {
    const child = spawn(binaries.postgres, ["-D", home.clusterDir, ...options], {
      cwd: home.path,
      // Its own process group: Ctrl-C in the terminal must not stop it before the programs that use it.
      detached: true,
      env: CLEAN_ENVIRONMENT,
      stdio: ["ignore", log, log],
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    const endWatch = child.pid === undefined ? () => undefined : stopWithParent([child.pid], "INT", removeFolders);
    return { child, port, endWatch };
  } finally {
    closeSync(log);
  }
}

/** Null once the server accepts connections, or its log when it ended instead. */
async function untilReady(child: ChildProcess, home: ServerHome): Promise<string | null> {
  let spawnError: Error | null = null;
  child.once("error", (error) => {
    spawnError = error;
  });
  for (const deadline = Date.now() + READY_TIMEOUT_MS; Date.now() < deadline; await delay(20)) {
    if (spawnError) throw cannotRun(spawnError);
    if (child.exitCode !== null || child.signalCode !== null) return readFileSync(home.logFile, "utf8");
    if (isReady(join(home.clusterDir, "postmaster.pid"), child.pid)) return null;
  }
  await stopServer(child);
  return "it was not ready in two minutes";
}

/** The eighth line of postmaster.pid is the server's state; pg_ctl reads it in the same way. */
function isReady(lockFile: string, pid: number | undefined): boolean {
  if (!existsSync(lockFile)) return false;
  const lines = readFileSync(lockFile, "utf8").split("\n");
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("No free port.")),
      );
    });
  });
}
