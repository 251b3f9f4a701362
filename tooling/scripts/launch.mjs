// The way in for `npm start` and `npm test`. Plain JavaScript without libraries: it runs before anything is installed, on
// any Node from 20, and hands over to the Node that the workspace pins.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "./launch/install.mjs";
import { startOptions } from "./launch/options.mjs";
import { pinnedNode, workspaceRoot } from "./launch/paths.mjs";
import { runChild } from "./launch/run-child.mjs";
import { Stop } from "./launch/stop.mjs";
import { runTests } from "./launch/test.mjs";

const OLDEST_NODE = 20;

async function main([command, ...args]) {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < OLDEST_NODE) {
    throw new Stop(
      `NEXA needs Node ${OLDEST_NODE} or later; this is Node ${process.versions.node}. Get it from nodejs.org.`,
    );
  }
  if (command === "start") return start(args);
  if (command === "test") {
    await ensureInstalled();
    return runTests(args);
  }
  throw new Stop("Use: npm start, or npm test.");
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

try {
  if (!existsSync(workspaceRoot)) throw new Stop("Run this in the folder of NEXA.");
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = error.exitCode;
}
