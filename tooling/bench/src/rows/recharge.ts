import type { StatementsJob } from "../floors/recharge-statements.ts";
import { startBareServer } from "../floors/start-bare-server.ts";
import type { Measurement } from "../load/measurement.ts";
import { runLoad } from "../load/run-load.ts";
import { lineOf, scaleLine } from "../report/format.ts";
import { takeTurns } from "../rounds.ts";
import type { Bench, Line, WorldRow } from "../row.ts";
import { runJob } from "../stack/child-process.ts";
import { refreshStatistics } from "../stack/scratch-database.ts";
import { withServer } from "../stack/with-server.ts";
import { tokensOf } from "../world/bench-core.ts";
import type { PhoneRange } from "../world/phones.ts";

const FLOOR_CONNECTIONS = 16;
const SPARE_SECONDS = 30;
const TARGETS = [
  { connections: 32, ratio: 1.6, p99: 60 },
  { connections: 128, ratio: 2.2, p99: 150 },
] as const;

/** `POST /customer/recharge` beside its two committed statements from bare pg. */
export const rechargeRow: WorldRow = {
  name: "recharge",
  run: (bench) =>
    withServer(bench, async (server) => {
      const phones = recipientsOf(bench);
      const product = (connections: number) => () => rechargeLoad(bench, server.url, connections, phones);
      const floor = () => statements(bench, "two", phones);
      bench.progress("warming up");
      await product(128)();
      await refreshStatistics(bench.database);
      const taken = await takeTurns(
        { "32 connections": product(32), floor, "128 connections": product(128) },
        bench.options.rounds,
        bench.progress,
      );
      bench.rechargeMemoryBytes = server.peakMemoryBytes();
      const lines = TARGETS.map(({ connections, ratio, p99 }) =>
        lineOf({
          row: `recharge, ${connections} connections`,
          product: taken[`${connections} connections`],
          floor: taken.floor,
          ratio,
          p99,
        }),
      );
      return [...lines, ...(await scale(bench, phones))];
    }),
};

/** What the recharge could cost at least: one commit, and the HTTP side alone. */
async function scale(bench: Bench, phones: () => PhoneRange): Promise<Line[]> {
  const one = await statements(bench, "one", phones);
  const { database, authSecret } = bench;
  const core = { databaseUrl: database.url, authSecret };
  const bare = await startBareServer({ kind: "recharge", path: "/customer/recharge", core, body: "{}" });
  try {
    const handler = await rechargeLoad(bench, bare.url, 32, phones);
    return [
      scaleLine("for scale: one statement, bare pg", [one]),
      scaleLine("for scale: bare handler, no database", [handler]),
    ];
  } finally {
    await bare.stop();
  }
}

/** Recharges as fast as they go, each with a key of its own. */
export async function rechargeLoad(
  { core, world, options }: Bench,
  url: string,
  connections: number,
  phones: () => PhoneRange,
): Promise<Measurement> {
  const traffic = {
    kind: "recharge" as const,
    tokens: await tokensOf(core.runtime, world),
    planIds: world.planIds,
    phones: phones(),
  };
  return runLoad({ url, connections, seconds: options.seconds, warmUpSeconds: options.warmUpSeconds, traffic });
}

/** The numbers to recharge, each time from another one on, so that queues fill evenly. */
export function recipientsOf({ world }: Bench): () => PhoneRange {
  let turn = 0;
  return () => {
    const offset = (turn * 7919 * 3) % world.recipients.count;
    turn += 1;
    return { ...world.recipients, offset };
  };
}

function statements(bench: Bench, shape: StatementsJob["shape"], phones: () => PhoneRange): Promise<Measurement> {
  const { database, authSecret, world } = bench;
  const { seconds, warmUpSeconds } = bench.options;
  const core = { databaseUrl: database.url, authSecret };
  const job: StatementsJob = {
    ...{ core, world, shape, seconds, warmUpSeconds },
    phones: phones(),
    connections: FLOOR_CONNECTIONS,
  };
  const entry = new URL("../floors/recharge-statements.ts", import.meta.url);
  return runJob<StatementsJob, Measurement>(entry, job, seconds + warmUpSeconds + SPARE_SECONDS);
}
