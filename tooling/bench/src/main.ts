// Measures the product beside its floors (`pnpm bench [row…]`). Figures: design `performance.md`.
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { currentLoad, describeMachine, loadWarning, type Machine } from "./report/machine.ts";
import { tableOf } from "./report/table.ts";
import type { Bench, Line, Options, OwnRow, WorldRow } from "./row.ts";
import { backupRow } from "./rows/backup.ts";
import { billRunRow } from "./rows/bill-run.ts";
import { customersRow } from "./rows/customers.ts";
import { dashboardRow } from "./rows/dashboard.ts";
import { memoryRow } from "./rows/memory.ts";
import { plansRow } from "./rows/plans.ts";
import { profileRow } from "./rows/profile.ts";
import { rechargeRow } from "./rows/recharge.ts";
import { signInRow } from "./rows/sign-in.ts";
import { startRow } from "./rows/start.ts";
import { usageRow } from "./rows/usage.ts";
import { openScratchDatabase } from "./stack/scratch-database.ts";
import { withServer } from "./stack/with-server.ts";
import { openCore } from "./world/bench-core.ts";
import { mintWorld } from "./world/mint-world.ts";

const HELP = `pnpm bench [row…] [--rounds 3] [--seconds 10] [--quick] [--profile]

Measures the product beside its floors, in turn, on a database made for it. Without names: all rows.
Rows: recharge, plans, profile, sign-in, memory, usage, customers, dashboard, backup, bill-run, start.

  --rounds n   rounds of product and floor
  --seconds n  seconds of each
  --quick      one round of two seconds: shows that it works, says nothing about speed
  --profile    writes the server's CPU profile beside the results
`;
const WORLD_ROWS: readonly WorldRow[] = [rechargeRow, plansRow, profileRow, signInRow, memoryRow, usageRow];
const OWN_ROWS: readonly OwnRow[] = [customersRow, dashboardRow, backupRow, billRunRow, startRow];
const resultsDir = fileURLToPath(new URL("../results/", import.meta.url));

type Outcome = { lines: Line[]; machine: Machine };

/** A command line that cannot be followed, in words. */
class BadUsage extends Error {}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: "string", default: "3" },
      seconds: { type: "string", default: "10" },
      quick: { type: "boolean", default: false },
      profile: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const known = [...WORLD_ROWS, ...OWN_ROWS].map((row) => row.name);
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new BadUsage(`There is no row ${unknown.join(", ")}. Rows: ${known.join(", ")}.`);
  const options: Options = {
    rounds: values.quick ? 1 : wholeNumber("rounds", values.rounds),
    seconds: values.quick ? 2 : wholeNumber("seconds", values.seconds),
    warmUpSeconds: values.quick ? 1 : 2,
    profileDir: values.profile ? resultsDir : null,
  };
  return { isHelp: values.help, names: positionals.length > 0 ? positionals : known, options };
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 600)
    throw new BadUsage(`--${name} must be a number of 1 to 600.`);
  return value;
}

async function runRows(names: readonly string[], options: Options): Promise<Outcome> {
  const worldRows = WORLD_ROWS.filter((row) => names.includes(row.name));
  const shared =
    worldRows.length > 0 ? await runWorldRows(worldRows, options) : { lines: [], machine: await describeMachine(null) };
  const { machine, lines } = shared;
  for (const row of OWN_ROWS.filter((each) => names.includes(each.name))) {
    lines.push(...(await row.run(options, progressOf(row.name))));
  }
  return { machine, lines };
}

async function runWorldRows(rows: readonly WorldRow[], options: Options): Promise<Outcome> {
  const progress = progressOf("bench");
  progress("making a database");
  const database = await openScratchDatabase();
  // Ctrl-C stops what this process started, but the folder is ours to remove.
  const interrupted = () => void database.remove().finally(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupted);
  try {
    const authSecret = randomBytes(32).toString("base64url");
    progress("filling it");
    const world = await mintWorld(database.url);
    const core = openCore({ databaseUrl: database.url, authSecret });
    const bench: Bench = { options, database, authSecret, core, world, rechargeMemoryBytes: null, progress };
    try {
      progress("starting the server once, so that its code is compiled");
      await withServer({ ...bench, options: { ...options, profileDir: null } }, async () => undefined);
      const lines: Line[] = [];
      for (const row of rows) lines.push(...(await row.run(Object.assign(bench, { progress: progressOf(row.name) }))));
      return { lines, machine: await describeMachine(database.url) };
    } finally {
      await core.close();
    }
  } finally {
    await database.remove();
  }
}

function progressOf(name: string): (text: string) => void {
  return (text) => process.stderr.write(`${name}: ${text}\n`);
}

async function main(): Promise<void> {
  const { isHelp, names, options } = readArguments();
  if (isHelp) {
    console.log(HELP);
    return;
  }
  const startedAt = new Date();
  const loadBefore = currentLoad();
  const { lines, machine } = await runRows(names, options);
  const loadAfter = currentLoad();
  const warning = loadWarning(loadBefore, machine.cores);
  const { cores, cpu, memoryGb, node, postgres } = machine;
  console.log(`\n${cores} cores (${cpu}), ${memoryGb} GB, Node ${node}${postgres ? `, PostgreSQL ${postgres}` : ""}`);
  console.log(
    `${options.rounds} rounds of ${options.seconds} s; load ${loadBefore.toFixed(2)} before, ${loadAfter.toFixed(2)} after`,
  );
  if (warning) console.log(warning);
  console.log(`\n${tableOf(lines)}\n`);
  await mkdir(resultsDir, { recursive: true });
  const file = join(resultsDir, `${startedAt.toISOString().replaceAll(":", "-")}.json`);
  const content = { startedAt, options, machine, load: { before: loadBefore, after: loadAfter }, warning, lines };
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
  console.log(`Written to ${file}`);
  if (lines.some((line) => line.problem !== null)) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof BadUsage ? error.message : error);
  process.exitCode = 1;
}
