import type { VerifyJob } from "../floors/argon2-verify.ts";
import type { Measurement } from "../load/measurement.ts";
import { runLoad } from "../load/run-load.ts";
import { lineOf, milliseconds } from "../report/format.ts";
import { problemOf, summaryOf, takeTurns } from "../rounds.ts";
import type { Bench, Line, WorldRow } from "../row.ts";
import { runJob } from "../stack/child-process.ts";
import { withServer } from "../stack/with-server.ts";
import { PASSWORD } from "../world/mint-world.ts";

const CONNECTIONS = 8;
const HEALTH_RATE = 50;
const MAX_HEALTH_P99 = 50;
const SPARE_SECONDS = 30;

/**
 * `POST /customer/login` of many accounts beside argon2 alone at the same concurrency, with limits as in production (a right password
 * uses none up); and how fast `/health` answers meanwhile, asked from another process.
 */
export const signInRow: WorldRow = {
  name: "sign-in",
  run: (bench) =>
    withServer(bench, async (server) => {
      const health: Measurement[] = [];
      const product = async () => {
        const [signIns, probe] = await Promise.all([signInLoad(bench, server.url), healthLoad(bench, server.url)]);
        health.push(probe);
        return signIns;
      };
      bench.progress("warming up");
      await product();
      health.splice(0);
      const taken = await takeTurns({ product, floor: () => verifyAlone(bench) }, bench.options.rounds, bench.progress);
      return [lineOf({ row: "sign-in", ...taken, ratio: 0.9 }), healthLine(health)];
    }),
};

function signInLoad({ options, world }: Bench, url: string): Promise<Measurement> {
  const { seconds, warmUpSeconds } = options;
  const traffic = { kind: "login" as const, phones: { ...world.logins, offset: 0 }, password: PASSWORD };
  return runLoad({ url, seconds, warmUpSeconds, connections: CONNECTIONS, traffic });
}

function healthLoad({ options }: Bench, url: string): Promise<Measurement> {
  const { seconds, warmUpSeconds } = options;
  const traffic = { kind: "get" as const, path: "/health", tokens: [] };
  return runLoad({ url, seconds, warmUpSeconds, connections: 1, rate: HEALTH_RATE, traffic });
}

function verifyAlone({ options, world }: Bench): Promise<Measurement> {
  const { seconds, warmUpSeconds } = options;
  const { passwordHash } = world;
  const job: VerifyJob = { passwordHash, password: PASSWORD, connections: CONNECTIONS, seconds, warmUpSeconds };
  const entry = new URL("../floors/argon2-verify.ts", import.meta.url);
  return runJob<VerifyJob, Measurement>(entry, job, seconds + warmUpSeconds + SPARE_SECONDS);
}

function healthLine(health: Measurement[]): Line {
  const { p50, p99 } = summaryOf(health);
  return {
    row: "  /health meanwhile",
    product: "",
    floor: "",
    ratio: null,
    toReach: `p99 < ${MAX_HEALTH_P99} ms`,
    isReached: p99 < MAX_HEALTH_P99,
    times: milliseconds(p50, p99),
    problem: problemOf(health),
    figures: { health },
  };
}
