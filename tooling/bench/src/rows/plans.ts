import { startBareServer } from "../floors/start-bare-server.ts";
import { runLoad } from "../load/run-load.ts";
import { lineOf } from "../report/format.ts";
import { takeTurns } from "../rounds.ts";
import type { WorldRow } from "../row.ts";
import { withServer } from "../stack/with-server.ts";

const PATH = "/customer/plans?limit=50";
const CONNECTIONS = 32;
/** Written by the HTTP library itself for each answer. */
const OF_THE_TRANSPORT = new Set(["date", "connection", "keep-alive", "transfer-encoding", "content-length"]);

/** `GET /customer/plans` with fifty plans, beside a bare handler that answers the same bytes with the same headers. */
export const plansRow: WorldRow = {
  name: "plans",
  run: (bench) =>
    withServer(bench, async (server) => {
      const answer = await fetch(server.url + PATH, { headers: { "accept-encoding": "identity" } });
      const body = await answer.text();
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => !OF_THE_TRANSPORT.has(name)));
      requireFifty(body);
      const bare = await startBareServer({ kind: "bytes", path: "/customer/plans", headers, body });
      const { rounds, seconds, warmUpSeconds } = bench.options;
      const load = (url: string) => () =>
        runLoad({
          ...{ url, seconds, warmUpSeconds, connections: CONNECTIONS },
          traffic: { kind: "get", path: PATH, tokens: [] },
        });
      try {
        bench.progress("warming up");
        await load(server.url)();
        await load(bare.url)();
        const taken = await takeTurns({ product: load(server.url), floor: load(bare.url) }, rounds, bench.progress);
        return [lineOf({ row: "plans, 50 of them", ...taken, ratio: 0.6 })];
      } finally {
        await bare.stop();
      }
    }),
};

function requireFifty(body: string): void {
  const { data } = JSON.parse(body) as { data?: { items?: unknown[] } };
  if (data?.items?.length !== 50) throw new Error(`expected fifty plans, got ${data?.items?.length ?? "none"}`);
}
