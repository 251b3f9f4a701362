// Feeds believable use to a running NEXA as a partner does, so that balances, alerts and charts live (`pnpm simulate:usage`).
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { databaseClock } from "@nexa/core/clock";
import { connectDatabase, type DatabaseConnection } from "@nexa/db";
import { EmbeddedPostgresError } from "@nexa/db/embedded/index";
import { createChance } from "@nexa/db/seed/prng";
import { type Installation, loadOwnSettings, openInstallation } from "./installation.ts";
import { makeDemoKey } from "./simulate-usage/demo-key.ts";
import { NotTaken, sendUsage } from "./simulate-usage/send.ts";
import { countBatch, describeTally, newTally } from "./simulate-usage/tally.ts";
import { busyAt, makeTraffic } from "./simulate-usage/traffic.ts";

const HELP = `pnpm simulate:usage [--url http://127.0.0.1:3000] [--key nxk_…] [--rate 20] [--once]

Sends data, calls and messages of the installation's active numbers to a running server, until Ctrl-C. With the demo of
npm start it needs nothing: it makes a key for itself and revokes it at its end.

  --url    where the server is; without it PORT on this machine
  --key    a partner's key with the scope usage:write; needed unless the installation is a demo
  --rate   events a second at the busiest hour (1 to 2000); at night there are few
  --once   sends one minute's events at once and ends
`;
const TICK_MS = 1_000;
const STATUS_MS = 10_000;
const LINES_MS = 60_000;
const MOST_LINES = 1_000;
const MINUTE_SECONDS = 60;
const MAX_BATCH = 10_000;

/** A wrong command or an installation that cannot be fed: a sentence for the person at the terminal. */
class Refusal extends Error {}

type Options = { url: string; key: string | null; rate: number; isOnce: boolean };
type Feed = Options & {
  db: DatabaseConnection;
  key: string;
  clock: { now(): Date; anchor(): Promise<void> };
  timeZone: string;
};

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      url: { type: "string" },
      key: { type: "string" },
      rate: { type: "string", default: "20" },
      once: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const rate = Number(values.rate);
  if (!(rate >= 1 && rate <= 2_000)) throw new Refusal("--rate must be a number of 1 to 2000 events a second.");
  const url = (values.url ?? `http://127.0.0.1:${process.env.PORT?.trim() || "3000"}`).replace(/\/+$/, "");
  return { url, key: values.key ?? null, rate, isOnce: values.once };
}

/** Numbers with a running plan. */
async function activePhones(db: DatabaseConnection, now: Date): Promise<string[]> {
  const rows = await db.query<{ phone: string }>({
    text: `select phone from lines where released_at is null and (mode <> 'idle' or base_ends_at > $1) order by id limit $2`,
    values: [now, MOST_LINES],
  });
  return rows.map((row) => row.phone);
}

async function feed(options: Feed, signal: AbortSignal): Promise<void> {
  const { db, clock, timeZone, rate, url, key } = options;
  const chance = createChance(clock.now().getTime());
  let [phones, phonesAt, statusAt, tally] = [
    await activePhones(db, clock.now()),
    performance.now(),
    performance.now(),
    newTally(),
  ];
  if (phones.length === 0) throw new Refusal("No number has a running plan. Recharge one, then start again.");
  console.log(`Feeding ${phones.length} numbers at ${url}. ${options.isOnce ? "" : "Ctrl-C ends it."}`);
  const send = async (count: number) => {
    const events = makeTraffic(phones, Math.min(count, MAX_BATCH), clock.now(), chance);
    if (events.length > 0) countBatch(tally, events, await sendUsage(url, key, events));
  };
  if (options.isOnce) {
    await send(rate * MINUTE_SECONDS);
    return console.log(describeTally(tally));
  }
  for (let owed = 0; !signal.aborted; ) {
    owed += rate * busyAt(clock.now(), timeZone);
    const count = Math.floor(owed);
    owed -= count;
    await send(count).catch(sayPassing);
    if (performance.now() - statusAt >= STATUS_MS) {
      console.log(`${clock.now().toISOString()}  ${describeTally(tally)}`);
      [tally, statusAt] = [newTally(), performance.now()];
    }
    if (performance.now() - phonesAt >= LINES_MS) {
      await clock.anchor();
      [phones, phonesAt] = [await activePhones(db, clock.now()), performance.now()];
    }
    await delay(TICK_MS, undefined, { signal }).catch(() => undefined);
  }
  console.log(describeTally(tally));
}

/** A server that is being restarted is waited for. */
function sayPassing(error: unknown): void {
  if (!(error instanceof NotTaken) || !error.isPassing) throw error;
  console.error(error.message);
}

async function run(installation: Installation, options: Options, signal: AbortSignal): Promise<void> {
  if (options.key === null && !installation.isDemo) {
    throw new Refusal("This installation is no demo. Make a key with the scope usage:write and name it: --key nxk_…");
  }
  const made = options.key === null ? await makeDemoKey(installation) : null;
  const db = connectDatabase({ url: installation.url, name: "nexa-simulator", maxConnections: 1 });
  try {
    const clock = await databaseClock(db, { isDemo: installation.isDemo });
    const [profile] = await db.query<{ timezone: string }>({ text: "select timezone from operator_profile" });
    const timeZone = profile?.timezone ?? "UTC";
    await feed({ ...options, db, clock, timeZone, key: options.key ?? made?.key ?? "" }, signal);
  } finally {
    await db.close();
    await made?.revoke();
  }
}

async function main(): Promise<void> {
  loadOwnSettings();
  const options = readOptions();
  if (options === null) return console.log(HELP);
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopping.abort());
  const installation = await openInstallation();
  await run(installation, options, stopping.signal).finally(installation.close);
}

try {
  await main();
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  const isPlain = isUsage || [Refusal, NotTaken, EmbeddedPostgresError].some((kind) => error instanceof kind);
  console.error(isPlain && error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
