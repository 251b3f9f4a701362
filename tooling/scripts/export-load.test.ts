import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { connectDatabase } from "@nexa/db";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { mintTransactions } from "./export-load/mint-transactions.ts";
import { type Watched, watch } from "./export-load/watch.ts";
import { ADMIN_EMAIL, ADMIN_PASSWORD, type RunningNexa, startNexa } from "./running-nexa.fixture.ts";

/** `NEXA_EXPORT_ROWS=2000000` for the figures of the design; the suite shows that nothing is lost and memory does not follow the rows. */
const ROWS = Number(process.env.NEXA_EXPORT_ROWS ?? 20_000);
const MAX_MB = 300;
const TIME_OUT_MS = 120_000 + ROWS;
const QUIET_MS = 1_000;
const DOWNLOAD = fileURLToPath(new URL("export-load/download.ts", import.meta.url));
let nexa: RunningNexa;
let token: string;

beforeAll(async () => {
  nexa = await startNexa();
  const db = connectDatabase({
    url: nexa.databaseUrl,
    name: "test",
    maxConnections: 1,
    statementTimeoutMs: TIME_OUT_MS,
  });
  await mintTransactions(db, ROWS);
  await db.close();
  const login = await ask("POST", "/admin/login", { email: ADMIN_EMAIL, password: ADMIN_PASSWORD });
  token = String(login.accessToken);
}, TIME_OUT_MS);
afterAll(() => nexa.stop());

async function ask(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(nexa.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const { data } = (await answer.json()) as { data: Record<string, unknown> };
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return data;
}

/** What a member of staff does meanwhile. */
const browse = () => ask("GET", "/admin/transactions?limit=20");

async function download(path: string): Promise<{ lines: number; bytes: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [DOWNLOAD, nexa.url + path, token]);
  return JSON.parse(stdout);
}

/** To read the other figures by, on a machine that does other things too. */
async function reportQuiet(): Promise<void> {
  const { peakMb, p50Ms, p99Ms } = await watch(nexa.serverPid, browse, pause(QUIET_MS));
  console.log(`Without an export: ${peakMb} MB, p50 ${p50Ms} ms and p99 ${p99Ms} ms`);
}

function report(what: string, seconds: number, { peakMb, p50Ms, p99Ms, requests }: Watched): void {
  const rate = Math.round(ROWS / seconds);
  console.log(
    `${what} of ${ROWS} transactions: ${seconds.toFixed(1)} s (${rate} a second), at most ${peakMb} MB, p50 ${p50Ms} ms and p99 ${p99Ms} ms of ${requests} other requests`,
  );
}

it(
  "streams all transactions in bounded memory while the server answers others",
  async () => {
    await reportQuiet();
    const startedAt = performance.now();
    const downloaded = download("/admin/transactions/export?format=csv");
    const watched = await watch(nexa.serverPid, browse, downloaded);
    report("A direct stream", (performance.now() - startedAt) / 1_000, watched);
    expect((await downloaded).lines).toBe(ROWS + 1);
    expect(watched.peakMb).toBeLessThan(MAX_MB);
  },
  TIME_OUT_MS,
);

it(
  "writes all transactions to a file in bounded memory of the worker, and serves it",
  async () => {
    const startedAt = performance.now();
    const { id } = await ask("POST", "/admin/transactions/export", { format: "json" });
    const written = vi.waitFor(
      async () => expect(await ask("GET", `/admin/tasks/${id}`)).toMatchObject({ status: "succeeded" }),
      { timeout: TIME_OUT_MS, interval: 100 },
    );
    const watched = await watch(nexa.workerPid, browse, written);
    report("A file", (performance.now() - startedAt) / 1_000, watched);
    const downloadedAt = performance.now();
    const downloaded = download(`/admin/transactions/exports/${id}/download`);
    const served = await watch(nexa.serverPid, browse, downloaded);
    report("Its download", (performance.now() - downloadedAt) / 1_000, served);
    expect(await downloaded).toEqual({ lines: ROWS + 2, bytes: expect.any(Number) });
    const { result } = await ask("GET", `/admin/tasks/${id}`);
    expect(result).toMatchObject({ rows: ROWS, sizeBytes: (await downloaded).bytes });
    expect(Math.max(watched.peakMb, served.peakMb)).toBeLessThan(MAX_MB);
  },
  TIME_OUT_MS,
);
