import type { Bench, Line, WorldRow } from "../row.ts";
import { withServer } from "../stack/with-server.ts";
import { rechargeLoad, recipientsOf } from "./recharge.ts";

const MAX_MB = 250;
const MB = 1_000_000;
const CONNECTIONS = 128;

/** The largest resident set of the server under the recharge load; the load is made here where the recharge row was not asked for. */
export const memoryRow: WorldRow = {
  name: "memory",
  run: async (bench) => [lineFor(bench.rechargeMemoryBytes ?? (await underLoad(bench)))],
};

function underLoad(bench: Bench): Promise<number> {
  return withServer(bench, async (server) => {
    const phones = recipientsOf(bench);
    for (let round = 1; round <= bench.options.rounds; round += 1) {
      await rechargeLoad(bench, server.url, CONNECTIONS, phones);
      bench.progress(`round ${round}: ${Math.round(server.peakMemoryBytes() / MB)} MB`);
    }
    return server.peakMemoryBytes();
  });
}

function lineFor(bytes: number): Line {
  return {
    row: "memory under recharges",
    product: `${Math.round(bytes / MB)} MB`,
    floor: "",
    ratio: null,
    toReach: `< ${MAX_MB} MB`,
    isReached: bytes < MAX_MB * MB,
    times: "",
    problem: null,
    figures: { bytes },
  };
}
