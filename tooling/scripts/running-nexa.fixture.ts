import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestDatabase } from "@nexa/vitest/database";
import { startVictim } from "./chaos/victim.ts";
import { APP_NODE_FLAGS } from "./start/app-process.ts";

export const ADMIN_EMAIL = "admin@nexa.local";
export const ADMIN_PASSWORD = "the first owner's own";

export type RunningNexa = {
  url: string;
  dataDir: string;
  databaseUrl: string;
  serverPid: number;
  workerPid: number;
  stop(): Promise<void>;
};

/**
 * The real server and worker on a database of their own, set as the demo is.
 *
 * @param fill puts data into the database, which is empty without it
 */
export async function startNexa(fill?: (databaseUrl: string, dataDir: string) => Promise<void>): Promise<RunningNexa> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "nexa-running-"));
  await fill?.(database.url, dataDir);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    ...{ DATABASE_URL: database.url, DATABASE_DIRECT_URL: database.url, NEXA_DATA_DIR: dataDir, PORT: String(port) },
    ...{
      AUTH_SECRET: "running-".repeat(5),
      NEXA_DEMO: "1",
      CONTENT_STORE: "postgres",
      PHONE_VERIFICATION: "off",
      LOG_LEVEL: "info",
      LOG_FILE: "",
      // As the product runs them.
      NODE_OPTIONS: APP_NODE_FLAGS.join(" "),
    },
    ...{ NEXA_ADMIN_EMAIL: ADMIN_EMAIL, NEXA_ADMIN_PASSWORD: ADMIN_PASSWORD },
  };
  const entry = (app: string) => fileURLToPath(new URL(`../../apps/${app}/src/main.ts`, import.meta.url));
  const says = (sentence: string) => async (output: string) => output.includes(sentence);
  const server = startVictim({ name: "server", entry: entry("server"), env, probe: says("the server listens") });
  const worker = startVictim({ name: "worker", entry: entry("worker"), env, probe: says("the worker is ready") });
  const stop = async () => {
    await Promise.all([server.stop(), worker.stop()]);
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await Promise.all([server.ready(), worker.ready()]);
  } catch (error) {
    await stop();
    throw error;
  }
  const pids = { serverPid: server.pid(), workerPid: worker.pid() };
  return { url, dataDir, databaseUrl: database.url, ...pids, stop };
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.once("error", reject);
  probe.listen(0, "127.0.0.1", () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
  });
  return promise;
}
