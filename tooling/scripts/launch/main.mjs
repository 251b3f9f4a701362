import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { startOptions } from "./options.mjs";
import { pinnedNode, workspaceRoot } from "./paths.mjs";
import { runChild } from "./run-child.mjs";
import { Stop } from "./stop.mjs";
import { runTests } from "./test.mjs";

/** Installs what is missing and hands over to the Node that the workspace pins; leaves the exit code behind. */
export async function main([command, ...args]) {
  try {
    process.exitCode = await run(command, args);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = error.exitCode;
  }
}

async function run(command, args) {
  if (command === "start") return start(args);
  if (command !== "test") throw new Stop("Use: npm start, or npm test.");
  await ensureInstalled();
  return runTests(args);
}

async function start(args) {
  const { isHelp, text, port, isReset, hasDemo } = startOptions(args);
  if (isHelp) {
    console.log(text);
    return 0;
  }
  await ensureInstalled();
  const env = {
    // Compiled code of the last start; a third less work for the next one.
    NODE_COMPILE_CACHE: join(workspaceRoot, "node_modules", ".cache", "node"),
    ...process.env,
    ...(port !== null && { PORT: String(port) }),
    ...(!hasDemo && { NEXA_DEMO: "0" }),
  };
  return runChild(pinnedNode, ["tooling/scripts/start.ts", ...(isReset ? ["--reset"] : [])], { env, hasChannel: true });
}
