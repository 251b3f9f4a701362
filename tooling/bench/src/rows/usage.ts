import { newId } from "@nexa/contracts";
import { createApiKey } from "@nexa/core/partners/create-api-key";
import type { UsageRowsJob } from "../floors/usage-rows.ts";
import type { Measurement } from "../load/measurement.ts";
import { runLoad } from "../load/run-load.ts";
import { lineOf } from "../report/format.ts";
import { takeTurns } from "../rounds.ts";
import type { Bench, WorldRow } from "../row.ts";
import { runJob } from "../stack/child-process.ts";
import { withServer } from "../stack/with-server.ts";
import { mintUsageLines } from "../world/mint-usage-lines.ts";

const BATCH = 1_000;
const CONNECTIONS = 4;
/** As many as the recharge row has customers; each has two events in a batch. */
const LINES = 500;
const SPARE_SECONDS = 30;

/**
 * `POST /partner/usage-events` in batches of 1,000, beside the same rows by one statement from bare pg: `usage_events` and
 * `usage_event_keys`, since taking an event exactly once needs both. Rates are events.
 */
export const usageRow: WorldRow = {
  name: "usage",
  run: (bench) =>
    withServer(bench, async (server) => {
      const { database, options, world } = bench;
      const { seconds, warmUpSeconds, rounds } = options;
      const lines = await mintUsageLines(database.url, { from: world.recipients.count, count: LINES });
      const { key, apiKey } = await makeKey(bench);
      const traffic = { kind: "usage" as const, key, batch: BATCH, phones: lines.map((line) => line.phone) };
      const product = async () =>
        asEvents(await runLoad({ url: server.url, connections: CONNECTIONS, seconds, warmUpSeconds, traffic }));
      const job: UsageRowsJob = {
        ...{ databaseUrl: database.url, connections: CONNECTIONS, seconds, warmUpSeconds, batch: BATCH },
        ...{ partnerId: apiKey.partnerId, lineIds: lines.map((line) => line.id) },
      };
      const entry = new URL("../floors/usage-rows.ts", import.meta.url);
      const floor = async () =>
        asEvents(await runJob<UsageRowsJob, Measurement>(entry, job, seconds + warmUpSeconds + SPARE_SECONDS));
      bench.progress("warming up");
      await product();
      const taken = await takeTurns({ product, floor }, rounds, bench.progress);
      return [lineOf({ row: `usage events, batches of ${BATCH}`, ...taken, ratio: 0.3 })];
    }),
};

/** Batches as the events they hold; latencies stay those of a batch. */
function asEvents(batches: Measurement): Measurement {
  return { ...batches, rate: batches.rate * BATCH };
}

function makeKey({ core }: Bench) {
  const owner = { kind: "admin", adminId: newId(new Date()), sessionId: newId(new Date()), role: "owner" } as const;
  const ctx = { ...core.contextOf({ id: owner.adminId, sessionId: owner.sessionId }), actor: owner };
  return createApiKey(ctx, { partnerName: "Bench", label: "Usage", scopes: ["usage:write"] });
}
