import { startBareServer } from "../floors/start-bare-server.ts";
import { runLoad } from "../load/run-load.ts";
import { lineOf } from "../report/format.ts";
import { takeTurns } from "../rounds.ts";
import type { WorldRow } from "../row.ts";
import { withServer } from "../stack/with-server.ts";
import { tokensOf } from "../world/bench-core.ts";

const PATH = "/customer/profile";
const CONNECTIONS = 32;

/** `GET /customer/profile` with the tokens of 500 customers, beside a bare handler that does one indexed select. */
export const profileRow: WorldRow = {
  name: "profile",
  run: (bench) =>
    withServer(bench, async (server) => {
      const { core, world, database } = bench;
      const tokens = await tokensOf(core.runtime, world);
      const ids = world.customers.map((customer) => customer.id);
      const bare = await startBareServer({ kind: "select", path: PATH, databaseUrl: database.url, ids });
      const { rounds, seconds, warmUpSeconds } = bench.options;
      // Both sides get the same requests, so that making them costs the same.
      const traffic = { kind: "get" as const, path: PATH, tokens };
      const load = (url: string) => () => runLoad({ url, seconds, warmUpSeconds, connections: CONNECTIONS, traffic });
      try {
        bench.progress("warming up");
        await load(server.url)();
        await load(bare.url)();
        const taken = await takeTurns({ product: load(server.url), floor: load(bare.url) }, rounds, bench.progress);
        return [lineOf({ row: "profile", ...taken, ratio: 0.6 })];
      } finally {
        await bare.stop();
      }
    }),
};
