import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { systemErrorCode } from "./error.ts";

/**
 * A text that stays equal while a process lives and differs when its id is given to another one (its start time).
 * Null when no such process runs; a dead process that nobody has collected yet counts as gone.
 */
export function processIdentity(pid: number): string | null {
  return process.platform === "linux" ? identityFromProc(pid) : identityFromPs(pid);
}

function identityFromProc(pid: number): string | null {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (stat === null) return null;
  // The command name is in brackets and may hold anything, so fields are counted after the last bracket.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, startTicks] = [fields[0], fields[19]];
  return state === "Z" || state === "X" || startTicks === undefined ? null : startTicks;
}

function identityFromPs(pid: number): string | null {
  return readOrNull(() => execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim());
}

/** True when the process is a PostgreSQL server that runs on this cluster folder. */
export function isServerOf(pid: number, clusterDir: string): boolean {
  if (processIdentity(pid) === null) return false;
  if (process.platform === "linux") return readOrNull(() => readlinkSync(`/proc/${pid}/cwd`)) === clusterDir;
  const command = readOrNull(() => execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }));
  return command?.includes(clusterDir) ?? false;
}

/** Sends a signal; false when the process is gone already. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "ESRCH") return false;
    throw error;
  }
}

function readOrNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
