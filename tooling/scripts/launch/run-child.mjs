import { spawn } from "node:child_process";
import { constants } from "node:os";
import { whenNpmIsGone } from "./npm-watch.mjs";
import { workspaceRoot } from "./paths.mjs";
import { Stop } from "./stop.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Runs a program in the workspace with our terminal and answers its exit code. It is stopped when we are told to stop. */
export async function runChild(command, args, { hasChannel = false, env = process.env } = {}) {
  const stdio = ["inherit", "inherit", "inherit", ...(hasChannel ? ["ipc"] : [])];
  const child = spawn(command, args, { cwd: workspaceRoot, env, stdio });
  const forward = (name) => child.kill(name);
  for (const name of SIGNALS) process.on(name, forward);
  const endWatch = whenNpmIsGone(() => child.kill("SIGTERM"));
  try {
    return await exitCodeOf(child, command);
  } finally {
    endWatch();
    for (const name of SIGNALS) process.off(name, forward);
  }
}

function exitCodeOf(child, command) {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Stop(`Cannot run ${command}: ${error.message}`)));
    child.once("exit", (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
