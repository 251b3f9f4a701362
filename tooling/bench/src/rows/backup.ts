import { randomBytes } from "node:crypto";
import { APP_NODE_FLAGS } from "../../../scripts/start/app-process.ts";
import type { MakeBackupAnswer, MakeBackupJob } from "../floors/make-backup.ts";
import type { Measurement } from "../load/measurement.ts";
import { runLoad } from "../load/run-load.ts";
import { milliseconds, perSecond } from "../report/format.ts";
import { problemOf, summaryOf } from "../rounds.ts";
import type { Line, OwnRow } from "../row.ts";
import { runJob } from "../stack/child-process.ts";
import { type ProductServer, startServer } from "../stack/product-server.ts";
import { openScratchDatabase } from "../stack/scratch-database.ts";
import { openCore, tokensOf } from "../world/bench-core.ts";
import { mintSales } from "../world/mint-sales.ts";
import { mintWorld } from "../world/mint-world.ts";

const TRANSACTIONS = 2_000_000;
const TRANSACTIONS_QUICK = 50_000;
const MAX_MB = 300;
const MAX_P99_MS = 100;
const MB = 1_000_000;
const LONGEST_SECONDS = 900;
const ADMIN_EMAIL = "admin@nexa.local";
/** Other people meanwhile: requests a second. */
const RATE = 50;
const CONNECTIONS = 4;
const ROUND_SECONDS = 5;

type Work = { row: string; peakBytes: number; seconds: number; during: Measurement[]; facts: object; text: string };

/**
 * A backup of two million transactions, encrypted and read back, and its download: the largest resident set of the worker and of the server, and
 * what other requests take meanwhile beside what they take without.
 */
export const backupRow: OwnRow = {
  name: "backup",
  run: async ({ seconds }, progress) => {
    const count = seconds <= 2 ? TRANSACTIONS_QUICK : TRANSACTIONS;
    const database = await openScratchDatabase();
    const authSecret = randomBytes(32).toString("base64url");
    const { url: databaseUrl, dataDir } = database;
    try {
      progress(`making ${count} sales`);
      const world = await mintWorld(databaseUrl);
      await mintSales(databaseUrl, { count, until: new Date(), planIds: world.planIds });
      const core = openCore({ databaseUrl, authSecret });
      const server = await startServer({ databaseUrl, authSecret, dataDir, profileDir: null });
      try {
        const load = loadOf(server, await tokensOf(core.runtime, world));
        const alone = [await load()];
        progress(`p99 without: ${milliseconds(summaryOf(alone).p99)}`);
        const job = { core: { databaseUrl, authSecret }, folder: dataDir, backupKey: randomBytes(32).toString("hex") };
        const made = await whileLoaded(load, () => backUp(job));
        progress(`${made.result.rows} rows in ${made.result.seconds.toFixed(1)} s`);
        const fetched = await whileLoaded(load, () => download(server.url, authSecret, made.result));
        const written = { ...workOf(`backup of ${count} sales`, made.result), during: made.during };
        const read = { ...fetched.result, peakBytes: server.peakMemoryBytes(), during: fetched.during };
        return [lineOf(written, alone), lineOf(read, alone)];
      } finally {
        await server.stop();
        await core.close();
      }
    } finally {
      await database.remove();
    }
  },
};

function loadOf({ url }: ProductServer, tokens: string[]) {
  const traffic = { kind: "get" as const, path: "/customer/profile", tokens };
  const plan = { url, seconds: ROUND_SECONDS, warmUpSeconds: 1, connections: CONNECTIONS, rate: RATE, traffic };
  return () => runLoad(plan);
}

/** Does the work under a load that goes on until it ends. */
async function whileLoaded<T>(load: () => Promise<Measurement>, work: () => Promise<T>) {
  let isOver = false;
  const working = work().finally(() => {
    isOver = true;
  });
  const during: Measurement[] = [];
  while (!isOver) during.push(await load());
  return { result: await working, during };
}

function backUp(job: MakeBackupJob): Promise<MakeBackupAnswer> {
  const entry = new URL("../floors/make-backup.ts", import.meta.url);
  return runJob<MakeBackupJob, MakeBackupAnswer>(entry, job, LONGEST_SECONDS, APP_NODE_FLAGS);
}

function workOf(row: string, made: MakeBackupAnswer): Omit<Work, "during"> {
  const { rows, sizeBytes, seconds, peakBytes } = made;
  return {
    row,
    peakBytes,
    seconds,
    facts: made,
    text: `${perSecond(rows / seconds)}, ${Math.round(sizeBytes / MB)} MB file`,
  };
}

async function download(
  url: string,
  password: string,
  { backupId, sizeBytes }: MakeBackupAnswer,
): Promise<Omit<Work, "during" | "peakBytes">> {
  const token = await signIn(url, password);
  const startedAt = performance.now();
  const path = `/admin/backup-restore/backup/${backupId}/download`;
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  let size = 0;
  for await (const part of response.body ?? []) size += part.byteLength;
  if (response.status !== 200 || size !== sizeBytes)
    throw new Error(`the download answered ${response.status}: ${size}`);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { row: "its download", seconds, facts: { size, seconds }, text: `${Math.round(size / MB / seconds)} MB/s` };
}

/** The first owner's password is the secret the server was started with. */
async function signIn(url: string, password: string): Promise<string> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ email: ADMIN_EMAIL, password });
  const response = await fetch(`${url}/admin/login`, { method: "POST", headers, body });
  const { data } = (await response.json()) as { data?: { accessToken: string } };
  if (!data) throw new Error(`the owner could not sign in: ${response.status}`);
  return data.accessToken;
}

function lineOf({ row, text, peakBytes, seconds, during, facts }: Work, alone: Measurement[]): Line {
  const [busy, calm] = [summaryOf(during), summaryOf(alone)];
  const worst = Math.max(...during.map(({ p99 }) => p99));
  return {
    row: `${row}, ${seconds.toFixed(1)} s`,
    product: `${text}, ${Math.round(peakBytes / MB)} MB`,
    floor: `p99 ${milliseconds(calm.p99)} without`,
    ratio: busy.p99 / calm.p99,
    toReach: `< ${MAX_MB} MB, others' p99 < ${MAX_P99_MS} ms`,
    isReached: peakBytes < MAX_MB * MB && worst < MAX_P99_MS,
    times: milliseconds(busy.p50, worst),
    problem: problemOf([...during, ...alone]),
    figures: { facts, during, alone },
  };
}
