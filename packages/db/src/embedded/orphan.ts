import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { EmbeddedPostgresError } from "./error.ts";
import { isServerOf, signal } from "./processes.ts";

const STOP_TIMEOUT_MS = 30_000;

/**
 * Stops a server that outlived the process which started it, and removes a lock file whose process id now belongs to
 * someone else. Does nothing for a cluster that is not running.
 */
export async function stopOrphan(clusterDir: string): Promise<void> {
  const lock = join(clusterDir, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(readFileSync(lock, "utf8"), 10);
  if (!Number.isInteger(pid) || pid <= 0 || !isServerOf(pid, clusterDir)) {
    rmSync(lock, { force: true });
    return;
  }
  signal(pid, "SIGINT");
  for (const deadline = Date.now() + STOP_TIMEOUT_MS; Date.now() < deadline; await delay(25)) {
    if (!isServerOf(pid, clusterDir)) return;
  }
  throw new EmbeddedPostgresError(
    `An earlier database server (process ${pid}) does not stop. End that process and start NEXA again.`,
  );
}
