import { randomBytes } from "node:crypto";
import { encodeCursor } from "@nexa/contracts";
import { listCustomers } from "@nexa/core/customers/list-customers";
import { Client } from "pg";
import { startBareServer } from "../floors/start-bare-server.ts";
import { runLoad } from "../load/run-load.ts";
import { milliseconds, perSecond } from "../report/format.ts";
import { problemOf, summaryOf, takeTurns } from "../rounds.ts";
import type { Line, OwnRow } from "../row.ts";
import { startServer } from "../stack/product-server.ts";
import { openScratchDatabase } from "../stack/scratch-database.ts";
import { openCore } from "../world/bench-core.ts";
import { mintManyCustomers } from "../world/mint-many-customers.ts";

const CUSTOMERS = 1_000_000;
const CUSTOMERS_QUICK = 20_000;
const MAX_P99_MS = 50;
/** As a few of the staff who type at once; the machine's cores are shared by database, server and load. */
const CONNECTIONS = 2;
const PAGE = 50;
const SAMPLES = 200;
const PATH = "/admin/customers";
const ADMIN_EMAIL = "admin@nexa.local";
/** As they are typed: the first letters many have, whole names, two words, and what few or none have. */
const NAMES = ["a", "sh", "asha", "sharma", "ravi me", "fernandes", "o ban", "gurpreet kaur", "hij", "lmn", "Zq"];
/** How much of a number is typed. */
const DIGITS = [2, 3, 4, 5, 6, 8, 10];

type Sample = { id: string; phone: string };
type Query = Record<string, string>;

/** `GET /admin/customers` among a million: searches by name and by number while they are typed, and pages deep in the list, beside one indexed select. */
export const customersRow: OwnRow = {
  name: "customers",
  run: async ({ rounds, seconds, warmUpSeconds, profileDir }, progress) => {
    const count = seconds <= 2 ? CUSTOMERS_QUICK : CUSTOMERS;
    const database = await openScratchDatabase();
    const authSecret = randomBytes(32).toString("base64url");
    const { url: databaseUrl, dataDir } = database;
    try {
      const startedAt = performance.now();
      await mintManyCustomers(databaseUrl, count, new Date());
      progress(`made ${count} customers in ${Math.round((performance.now() - startedAt) / 1_000)} s`);
      const samples = await samplesOf(databaseUrl);
      const traffic = queriesOf(samples);
      const plans = await plansOf(databaseUrl, authSecret, traffic);
      const server = await startServer({ databaseUrl, authSecret, dataDir, profileDir });
      const ids = samples.map((sample) => sample.id);
      const bare = await startBareServer({ kind: "select", path: PATH, databaseUrl, ids });
      try {
        const tokens = [await signIn(server.url, authSecret)];
        const load = (url: string, queries: Query[]) => () => {
          const paths = queries.map((query) => `${PATH}?${new URLSearchParams({ ...query, limit: String(PAGE) })}`);
          const gets = { kind: "gets" as const, paths, tokens };
          return runLoad({ url, seconds, warmUpSeconds, connections: CONNECTIONS, traffic: gets });
        };
        const taken = await takeTurns(
          {
            "search by name": load(server.url, traffic["search by name"]),
            "search by number": load(server.url, traffic["search by number"]),
            "a page deep in the list": load(server.url, traffic["a page deep in the list"]),
            floor: load(bare.url, [{}]),
          },
          rounds,
          progress,
        );
        const names = Object.keys(traffic) as (keyof typeof traffic)[];
        return names.map((name) => lineOf(`customers, ${count}: ${name}`, taken[name], taken.floor, plans[name]));
      } finally {
        await bare.stop();
        await server.stop();
      }
    } finally {
      await database.remove();
    }
  },
};

/** Customers from everywhere in the list. */
async function samplesOf(databaseUrl: string): Promise<Sample[]> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<Sample>(
      `select id, phone from (select id, phone, ntile($1) over (order by id) as part, row_number() over (order by id) as n from customers) c
      where n in (select min(n) from (select ntile($1) over (order by id) as part, row_number() over (order by id) as n from customers) d group by part) order by id`,
      [SAMPLES],
    );
    return rows;
  });
}

function queriesOf(samples: Sample[]) {
  return {
    "search by name": NAMES.map((search) => ({ search })),
    "search by number": samples.map(({ phone }, index) => {
      const digits = DIGITS[index % DIGITS.length] ?? 0;
      // By turns from the number's beginning, its middle and its end.
      const national = phone.slice(3);
      const from = Math.floor(((index % 3) * (national.length - digits)) / 2);
      return { search: national.slice(from, from + digits) };
    }),
    "a page deep in the list": samples.slice(0, -1).map(({ id }) => ({ cursor: encodeCursor(["newest", "", id]) })),
  };
}

/** How the database carries out each statement of the first queries of each kind, for the file. */
async function plansOf(
  databaseUrl: string,
  authSecret: string,
  traffic: ReturnType<typeof queriesOf>,
): Promise<Record<keyof typeof traffic, object[]>> {
  const core = openCore({ databaseUrl, authSecret });
  const explain = (queries: Query[]) =>
    withClient(databaseUrl, async (client) => {
      const plans: object[] = [];
      const base = core.contextOf({ id: "", sessionId: "" });
      const actor = { kind: "admin", adminId: "", sessionId: "", role: "owner" } as const;
      for (const query of queries) {
        const asked: typeof base.db.query = async (statement) => {
          const { rows } = await client.query(`explain (analyze, buffers) ${statement.text}`, statement.values);
          plans.push({ query, plan: rows.map((row) => row["QUERY PLAN"]) });
          return base.db.query(statement);
        };
        await listCustomers({ ...base, actor, db: { ...base.db, query: asked } }, { ...query, limit: PAGE });
      }
      return plans;
    });
  try {
    return {
      "search by name": await explain(traffic["search by name"]),
      "search by number": await explain(traffic["search by number"].slice(0, DIGITS.length)),
      "a page deep in the list": await explain(traffic["a page deep in the list"].slice(0, 1)),
    };
  } finally {
    await core.close();
  }
}

async function withClient<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl, options: "-c timezone=UTC" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
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

type Rounds = Parameters<typeof summaryOf>[0];

function lineOf(row: string, product: Rounds, floor: Rounds, plans: object[]): Line {
  const [ours, bare] = [summaryOf(product), summaryOf(floor)];
  return {
    row,
    product: perSecond(ours.rate),
    floor: perSecond(bare.rate),
    ratio: ours.rate / bare.rate,
    toReach: `p99 < ${MAX_P99_MS} ms`,
    isReached: ours.p99 < MAX_P99_MS,
    times: milliseconds(ours.p50, ours.p99),
    problem: problemOf([...product, ...floor]),
    figures: { product, floor, plans },
  };
}
