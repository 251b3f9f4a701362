import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { EmbeddedPostgresError, systemErrorCode } from "./error.ts";
import { processIdentity } from "./processes.ts";

type Holder = { pid: number; identity: string | null };

/**
 * Claims a folder for this process and returns the release. A lock left by a process that was killed is taken over.
 * @throws EmbeddedPostgresError when another living process holds it.
 */
export function claim(lockFile: string): () => void {
  const mine: Holder = { pid: process.pid, identity: processIdentity(process.pid) };
  if (!tryWrite(lockFile, mine)) {
    refuseWhenHeld(lockFile);
    rmSync(lockFile, { force: true });
    if (!tryWrite(lockFile, mine)) throw new EmbeddedPostgresError("NEXA is being started twice. Start it once.");
  }
  return () => rmSync(lockFile, { force: true });
}

/** @throws EmbeddedPostgresError when a living process holds the lock. */
export function refuseWhenHeld(lockFile: string): void {
  const holder = livingHolder(lockFile);
  if (holder === null) return;
  throw new EmbeddedPostgresError(
    `NEXA is already running with this data folder (process ${holder.pid}). Stop it first, or set NEXA_DATA_DIR to another folder.`,
  );
}

/** Whether a living process holds the lock. */
export function isHeld(lockFile: string): boolean {
  return livingHolder(lockFile) !== null;
}

function livingHolder(lockFile: string): Holder | null {
  const holder = readHolder(lockFile);
  return holder?.identity != null && processIdentity(holder.pid) === holder.identity ? holder : null;
}

function tryWrite(lockFile: string, holder: Holder): boolean {
  try {
    writeFileSync(lockFile, JSON.stringify(holder), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "EEXIST") return false;
    throw error;
  }
}

function readHolder(lockFile: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(lockFile, "utf8"));
    return isHolder(value) ? value : null;
  } catch {
    // No lock, or one cut short by a crash: nobody holds it.
    return null;
  }
}

function isHolder(value: unknown): value is Holder {
  return typeof value === "object" && value !== null && "pid" in value && "identity" in value;
}
