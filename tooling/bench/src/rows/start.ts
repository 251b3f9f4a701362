import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../rounds.ts";
import type { Line, OwnRow } from "../row.ts";
import { endChild } from "../stack/child-process.ts";
import { freePort } from "../stack/free-port.ts";
import { whenReady } from "../stack/ready.ts";
import { removeScratchFolder, scratchFolder } from "../stack/scratch-database.ts";

const workspaceRoot = fileURLToPath(new URL("../../../../", import.meta.url));
const LONGEST_SECONDS = 120;
const STOP_MS = 40_000;
/** Settings of whoever runs the bench that would make it another start. */
const NOT_PASSED_ON = ["DATABASE_URL", "DATABASE_DIRECT_URL", "NEXA_DEMO", "AUTH_SECRET", "PORT", "NODE_OPTIONS"];

/** `npm start` on an installed tree until it answers that it is ready: with an empty data folder, and again with what that left. */
export const startRow: OwnRow = {
  name: "start",
  run: async ({ rounds }, progress) => {
    const dataDir = await scratchFolder();
    try {
      const empty = await timeStart(dataDir);
      progress(`with an empty database: ${empty.toFixed(1)} s`);
      const again: number[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        again.push(await timeStart(dataDir));
        progress(`round ${round}/${rounds}, again: ${again.at(-1)?.toFixed(1)} s`);
      }
      return [lineOf("start again", again, 5), lineOf("start with an empty database", [empty], 30)];
    } finally {
      await removeScratchFolder(dataDir);
    }
  },
};

/** Seconds from the command until the server is ready; everything is stopped again. */
async function timeStart(dataDir: string): Promise<number> {
  const port = await freePort();
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.includes(name)));
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["tooling/scripts/launch.mjs", "start", "--port", String(port)], {
    cwd: workspaceRoot,
    env: { ...env, NEXA_DATA_DIR: dataDir },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    await whenReady(`http://127.0.0.1:${port}/health/ready`, LONGEST_SECONDS, () => child.exitCode !== null);
    return (performance.now() - startedAt) / 1_000;
  } finally {
    await endChild(child, STOP_MS);
  }
}

function lineOf(row: string, seconds: number[], most: number): Line {
  const taken = median(seconds);
  return {
    row,
    product: `${taken.toFixed(1)} s`,
    floor: "",
    ratio: null,
    toReach: `< ${most} s`,
    isReached: taken < most,
    times: "",
    problem: null,
    figures: { seconds },
  };
}
