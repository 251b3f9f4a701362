import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ServerAccount } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./error.ts";
import type { ServerHome } from "./home.ts";

/** The database superuser of an embedded cluster. */
export const DATABASE_USER = "nexa";

/** The one database in it. */
export const DATABASE = "nexa";

/** PostgreSQL gets this and nothing of ours: an odd LANG or LC_ALL of the terminal must not reach it. */
export const CLEAN_ENVIRONMENT = { LANG: "C", LC_ALL: "C", TZ: "UTC", PATH: "/usr/local/bin:/usr/bin:/bin" };

/**
 * Creates the cluster once and returns the superuser's password. It is built beside its final place and renamed, so that
 * a start which was cut short is done again from the beginning.
 */
export async function ensureCluster(
  home: ServerHome,
  binaries: Binaries,
  account: ServerAccount | null,
  isEphemeral: boolean,
): Promise<string> {
  if (existsSync(home.clusterDir)) return readFileSync(home.passwordFile, "utf8");
  const password = randomBytes(24).toString("base64url");
  const draft = `${home.clusterDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (account) chownSync(draft, account.uid, account.gid);
  const handover = join(home.path, "initdb-password");
  rmSync(handover, { force: true });
  writeFileSync(handover, password, { mode: 0o600 });
  if (account) chownSync(handover, account.uid, account.gid);
  try {
    await initdb(binaries, account, home.path, [
      `--pgdata=${draft}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${handover}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--no-locale",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
      ...(isEphemeral ? ["--no-sync"] : []),
    ]);
  } finally {
    rmSync(handover, { force: true });
  }
  writeFileSync(home.passwordFile, password, { mode: 0o600 });
  renameSync(draft, home.clusterDir);
  return password;
}

function initdb(binaries: Binaries, account: ServerAccount | null, cwd: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(binaries.initdb, args, {
      cwd,
      env: CLEAN_ENVIRONMENT,
      stdio: ["ignore", "pipe", "pipe"],
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    const collect = (chunk: Buffer) => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (cause) => reject(cannotRun(cause)));
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new EmbeddedPostgresError(`PostgreSQL could not create its data folder: ${lastLine(output)}`));
    });
  });
}

/** The sentence for a PostgreSQL program that does not even start. */
export function cannotRun(cause: Error): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL cannot run on this machine (${cause.message}). Set DATABASE_URL to a PostgreSQL 15 or later.`,
    { cause },
  );
}

/** The last line of a program's output that says something. */
export function lastLine(output: string): string {
  return output.trim().split("\n").at(-1)?.trim() || "it gave no reason";
}
