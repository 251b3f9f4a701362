import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canEnter, type ServerAccount } from "./account.ts";
import { SHARED_STATE_DIR } from "./binaries.ts";
import { EmbeddedPostgresError, systemErrorCode } from "./error.ts";
import { refuseWhenHeld } from "./lock.ts";
import { stopOrphan } from "./orphan.ts";

/** The folder of one embedded server: password, lock, log and the cluster itself. */
export type ServerHome = { path: string; clusterDir: string; logFile: string; passwordFile: string; lockFile: string };

/**
 * Makes and returns the folder of the server: `postgres` in the data folder, or, when the server's account cannot enter
 * the data folder, `/var/lib/nexa-<hash of the data folder's path>`.
 * @throws EmbeddedPostgresError when the folder cannot be written.
 */
export async function prepareHome(dataDir: string, account: ServerAccount | null): Promise<ServerHome> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: account ? 0o711 : 0o700 });
    const realDataDir = realpathSync(dataDir);
    const isInside = canEnter(account, realDataDir);
    const path = isInside ? join(realDataDir, "postgres") : outsidePath(realDataDir);
    const home = describe(path);
    if (!isInside) await dropForeignHome(home, realDataDir);
    mkdirSync(path, { recursive: true, mode: account ? 0o711 : 0o700 });
    if (!isInside) writeFileSync(join(path, "owner-id"), dataFolderId(realDataDir), { mode: 0o600 });
    return home;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code !== "EACCES" && code !== "EPERM" && code !== "EROFS") throw error;
    throw new EmbeddedPostgresError(
      `Cannot write to the data folder ${dataDir}. Start NEXA as the user who owns it, or set NEXA_DATA_DIR to a folder you can write to.`,
      { cause: error },
    );
  }
}

/**
 * Deletes the database of a data folder, wherever it lives, stopping a server that was left behind.
 * @throws EmbeddedPostgresError when it is in use.
 */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  for (const home of homesOf(dataDir)) {
    refuseWhenHeld(home.lockFile);
    await stopOrphan(home.clusterDir);
    rmSync(home.path, { recursive: true, force: true });
  }
}

/** @throws EmbeddedPostgresError when a living process runs the database of this data folder. */
export function refuseWhenRunning(dataDir: string): void {
  for (const home of homesOf(dataDir)) refuseWhenHeld(home.lockFile);
}

/** The folders that may hold this data folder's server. */
export function homesOf(dataDir: string): ServerHome[] {
  if (!existsSync(dataDir)) return [];
  const path = realpathSync(dataDir);
  return [join(path, "postgres"), outsidePath(path)].filter((home) => existsSync(home)).map(describe);
}

function outsidePath(dataDir: string): string {
  return join(SHARED_STATE_DIR, `nexa-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`);
}

function describe(path: string): ServerHome {
  return {
    path,
    clusterDir: join(path, "cluster"),
    logFile: join(path, "postgres.log"),
    passwordFile: join(path, "password"),
    lockFile: join(path, "running.json"),
  };
}

/** A data folder that was deleted takes its database with it, even when a new one has the same path. */
async function dropForeignHome(home: ServerHome, dataDir: string): Promise<void> {
  const idFile = join(home.path, "owner-id");
  if (!existsSync(home.path) || (existsSync(idFile) && readFileSync(idFile, "utf8") === dataFolderId(dataDir))) return;
  await stopOrphan(home.clusterDir);
  rmSync(home.path, { recursive: true, force: true });
}

function dataFolderId(dataDir: string): string {
  const file = join(dataDir, "postgres-id");
  if (!existsSync(file)) writeFileSync(file, randomBytes(16).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}
