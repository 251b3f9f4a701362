import type { ScratchDatabase } from "./stack/scratch-database.ts";
import type { BenchCore } from "./world/bench-core.ts";
import type { World } from "./world/mint-world.ts";

/** One line of the table. Rates are a second, times are milliseconds. */
export type Line = {
  row: string;
  product: string;
  floor: string;
  ratio: number | null;
  toReach: string;
  /** Null where nothing is to be reached: figures for scale. */
  isReached: boolean | null;
  times: string;
  /** What made the line worthless, such as answers that were no success. */
  problem: string | null;
  /** The figures behind the line, for the file. */
  figures: object;
};

export type Options = {
  /** Rounds of product and floor, taken in turn. */
  rounds: number;
  /** Seconds of each. */
  seconds: number;
  warmUpSeconds: number;
  /** Where the server's CPU profile goes; null without. */
  profileDir: string | null;
};

/** What the rows share: one scratch database with its world, and what one row learned that another reports. */
export type Bench = {
  options: Options;
  database: ScratchDatabase;
  authSecret: string;
  core: BenchCore;
  world: World;
  /** Largest resident set of the server under the recharge load, in bytes; null before that load ran. */
  rechargeMemoryBytes: number | null;
  progress(text: string): void;
};

/** A row on the shared database. */
export type WorldRow = { name: string; run(bench: Bench): Promise<Line[]> };
/** A row that brings its own. */
export type OwnRow = { name: string; run(options: Options, progress: Bench["progress"]): Promise<Line[]> };
