import { randomBytes } from "node:crypto";
import { measureAnalytics, rollUpAnalytics } from "@nexa/core/analytics/index";
import { runLoad } from "../load/run-load.ts";
import { milliseconds } from "../report/format.ts";
import { problemOf, summaryOf, takeTurns } from "../rounds.ts";
import type { Bench, Line, OwnRow } from "../row.ts";
import { type ProductServer, startServer } from "../stack/product-server.ts";
import { openScratchDatabase } from "../stack/scratch-database.ts";
import { openCore } from "../world/bench-core.ts";
import { mintSales } from "../world/mint-sales.ts";
import { mintWorld } from "../world/mint-world.ts";

const MANY = 5_000_000;
const MANY_QUICK = 200_000;
const FEW = 10_000;
const MOST_RATIO = 1.5;
const PATH = "/admin/analytics/dashboard";
/** As a few of the staff who look at once. */
const CONNECTIONS = 2;
const ADMIN_EMAIL = "admin@nexa.local";

type Operator = { server: ProductServer; token: string; countedSeconds: number; remove(): Promise<void> };

/** `GET /admin/analytics/dashboard` after a year of five million sales, counted as the worker counts them, beside one of ten thousand. */
export const dashboardRow: OwnRow = {
  name: "dashboard",
  run: async ({ rounds, seconds, warmUpSeconds }, progress) => {
    const count = seconds <= 2 ? MANY_QUICK : MANY;
    const many = await openOperator(count, progress);
    try {
      const few = await openOperator(FEW, progress);
      try {
        const load = ({ server, token }: Operator) => {
          const traffic = { kind: "get" as const, path: PATH, tokens: [token] };
          return () => runLoad({ url: server.url, seconds, warmUpSeconds, connections: CONNECTIONS, traffic });
        };
        const taken = await takeTurns({ product: load(many), floor: load(few) }, rounds, progress);
        return [lineOf(count, many, taken)];
      } finally {
        await few.remove();
      }
    } finally {
      await many.remove();
    }
  },
};

/** An operator of so many sales with its own database and server. */
async function openOperator(count: number, progress: Bench["progress"]): Promise<Operator> {
  const database = await openScratchDatabase();
  const authSecret = randomBytes(32).toString("base64url");
  try {
    progress(`making ${count} sales`);
    const { planIds } = await mintWorld(database.url);
    await mintSales(database.url, { count, until: new Date(), planIds });
    progress("counting them");
    const countedSeconds = await countAll(database.url, authSecret);
    progress(`counted in ${countedSeconds.toFixed(1)} s`);
    const { url: databaseUrl, dataDir } = database;
    const server = await startServer({ databaseUrl, authSecret, dataDir, profileDir: null });
    const remove = () => server.stop().finally(() => database.remove());
    return { server, token: await signIn(server.url, authSecret), countedSeconds, remove };
  } catch (error) {
    await database.remove();
    throw error;
  }
}

/** What the worker does for the first time, in seconds. */
async function countAll(databaseUrl: string, authSecret: string): Promise<number> {
  const core = openCore({ databaseUrl, authSecret });
  try {
    const ctx = { ...core.contextOf({ id: "", sessionId: "" }), actor: { kind: "job", name: "bench" } as const };
    const startedAt = performance.now();
    await rollUpAnalytics(ctx);
    await measureAnalytics(ctx);
    return (performance.now() - startedAt) / 1_000;
  } finally {
    await core.close();
  }
}

/** The first owner's password is the secret the server was started with. */
async function signIn(url: string, password: string): Promise<string> {
  const response = await fetch(`${url}/admin/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: ADMIN_EMAIL, password }),
  });
  const { data } = (await response.json()) as { data?: { accessToken: string } };
  if (!data) throw new Error(`the owner could not sign in: ${response.status}`);
  return data.accessToken;
}

type Taken = Record<"product" | "floor", Parameters<typeof summaryOf>[0]>;

function lineOf(count: number, { countedSeconds }: Operator, { product, floor }: Taken): Line {
  const [ours, bare] = [summaryOf(product), summaryOf(floor)];
  const ratio = ours.p50 / bare.p50;
  return {
    row: `dashboard, ${count} sales beside ${FEW}`,
    product: milliseconds(ours.p50),
    floor: milliseconds(bare.p50),
    ratio,
    toReach: `< ${MOST_RATIO} of the time`,
    isReached: ratio < MOST_RATIO,
    times: milliseconds(ours.p50, ours.p99),
    problem: problemOf([...product, ...floor]),
    figures: { product, floor, countedSeconds },
  };
}
