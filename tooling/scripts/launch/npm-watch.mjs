import { readFileSync } from "node:fs";
import { basename } from "node:path";

const CHECK_MS = 500;
const SHELLS = new Set(["sh", "dash", "bash", "ash", "zsh", "ksh"]);
const LONGEST_CHAIN = 4;

/**
 * Calls back when the npm that runs this script is gone: killed without a word, or ended by a signal that it did not pass
 * on. Between npm and this process stand shells that live on, so the parent alone says nothing.
 * @returns how to end the watch.
 */
export function whenNpmIsGone(callback) {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const npm = ancestor();
  const timer = setInterval(() => {
    if (ancestor() !== npm) callback();
  }, CHECK_MS);
  return () => clearInterval(timer);
}

/** The first process above this one that is not a shell; elsewhere than on Linux the parent. */
function ancestor() {
  let pid = process.ppid;
  if (process.platform !== "linux") return pid;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const found = describe(pid);
    if (found === null || !SHELLS.has(found.program)) return pid;
    pid = found.parent;
  }
  return pid;
}

function describe(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    // The command line and not the process's name: a shell that runs a script is named after the script.
    const [program] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return { program: basename(program ?? ""), parent };
  } catch {
    // It ended while we looked; the next look tells.
    return null;
  }
}
