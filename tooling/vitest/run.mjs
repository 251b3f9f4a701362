// Runs vitest under the Node that the workspace pins, whatever Node started this. Extra arguments go to vitest.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const vitest = here("node_modules/vitest/vitest.mjs");
const pinnedNode = here("../../node_modules/node/bin/node");

const child = spawn(
  pinnedNode,
  [vitest, "run", "--configLoader=native", "--config", here("config.ts"), ...process.argv.slice(2)],
  {
    stdio: "inherit",
  },
);
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => child.kill(name));
child.on("error", (error) => {
  console.error(`Cannot run the tests: ${error.message}. Run npm test in the root folder first.`);
  process.exitCode = 1;
});
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
