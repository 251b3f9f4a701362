import { spawn } from "node:child_process";
import { constants } from "node:os";
import { workspaceRoot } from "./paths.mjs";
import { Stop } from "./stop.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
const PARENT_CHECK_MS = 500;
const parent = process.ppid;

/**
 * Runs a program in the workspace with our terminal and answers its exit code. It is stopped when we are: by a signal,
 * and when npm, which started us, is killed without a word.
 */
export async function runChild(command, args, { hasChannel = false, env = process.env } = {}) {
  const stdio = ["inherit", "inherit", "inherit", ...(hasChannel ? ["ipc"] : [])];
  const child = spawn(command, args, { cwd: workspaceRoot, env, stdio });
  const forward = (name) => child.kill(name);
  for (const name of SIGNALS) process.on(name, forward);
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, PARENT_CHECK_MS);
  try {
    return await exitCodeOf(child, command);
  } finally {
    clearInterval(watch);
    for (const name of SIGNALS) process.off(name, forward);
  }
}

function exitCodeOf(child, command) {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Stop(`Cannot run ${command}: ${error.message}`)));
    child.once("exit", (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
