import { randomBytes } from "node:crypto";
import { APP_NODE_FLAGS } from "../../../scripts/start/app-process.ts";
import type { BillRowsAnswer, BillRowsJob } from "../floors/bill-rows.ts";
import { perSecond } from "../report/format.ts";
import type { OwnRow } from "../row.ts";
import { runJob } from "../stack/child-process.ts";
import { openScratchDatabase, refreshStatistics } from "../stack/scratch-database.ts";
import { mintCycles } from "../world/mint-cycles.ts";

const ACTIVATIONS = 100_000;
const QUICK_ACTIVATIONS = 5_000;
const MAX_MB = 300;
const MB = 1_000_000;
const DAY_MS = 86_400_000;
const LONGEST_SECONDS = 900;

/** Closing 100,000 cycles in a process of its own: bills a second beside plain inserts of the same rows, and the largest resident set. */
export const billRunRow: OwnRow = {
  name: "bill-run",
  run: async ({ seconds }, progress) => {
    const count = seconds <= 2 ? QUICK_ACTIVATIONS : ACTIVATIONS;
    const database = await openScratchDatabase();
    try {
      await mintCycles(database.url, count, new Date(Date.now() - 31 * DAY_MS));
      await refreshStatistics(database);
      progress(`${count} cycles are due`);
      const core = { databaseUrl: database.url, authSecret: randomBytes(32).toString("base64url") };
      const entry = new URL("../floors/bill-rows.ts", import.meta.url);
      const run = (side: BillRowsJob["side"]) =>
        runJob<BillRowsJob, BillRowsAnswer>(entry, { core, side }, LONGEST_SECONDS, APP_NODE_FLAGS);
      const product = await run("product");
      progress(`billed in ${product.seconds.toFixed(1)} s, at most ${Math.round(product.peakBytes / MB)} MB`);
      const floor = await run("floor");
      progress(`the same rows by plain inserts: ${floor.seconds.toFixed(1)} s`);
      return [lineOf(count, product, floor)];
    } finally {
      await database.remove();
    }
  },
};

function lineOf(count: number, product: BillRowsAnswer, floor: BillRowsAnswer) {
  const [ours, bare] = [product.bills / product.seconds, floor.bills / floor.seconds];
  const isWhole = product.bills === count;
  return {
    row: `bill run, ${count} cycles`,
    product: `${perSecond(ours)}, ${Math.round(product.peakBytes / MB)} MB`,
    floor: perSecond(bare),
    ratio: ours / bare,
    toReach: `< ${MAX_MB} MB`,
    isReached: isWhole && product.peakBytes < MAX_MB * MB,
    times: "",
    problem: isWhole ? null : `${product.bills} of ${count} cycles were billed`,
    figures: { product, floor },
  };
}
