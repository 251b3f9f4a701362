import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { Client } from "pg";
import { serverAccount } from "./account.ts";
import { locateBinaries } from "./binaries.ts";
import { DATABASE, DATABASE_USER, ensureCluster } from "./cluster.ts";
import { prepareHome } from "./home.ts";
import { claim } from "./lock.ts";
import { stopOrphan } from "./orphan.ts";
import { launchServer, type ServerProcess, stopServer } from "./server-process.ts";
import { serverSettings } from "./settings.ts";

export type EmbeddedPostgresOptions = {
  /** The data folder; made when missing. */
  dataDir: string;
  /** For tests: no durability, and the data folder is deleted at the end. */
  ephemeral?: boolean;
  /** PostgreSQL settings that win over ours. */
  settings?: Record<string, string | number>;
};

export type EmbeddedPostgres = {
  /** Connection address of the database `nexa`, with user and password. */
  url: string;
  port: number;
  /** The folder with the cluster and its log. */
  home: string;
  /** Settles with a sentence when the server ends without `stop` having been called. */
  died: Promise<string>;
  stop(): Promise<void>;
};

/**
 * Starts a real PostgreSQL on a free loopback port, creating its cluster on first use, and waits until it is ready.
 * It ends with `stop()` or when this process dies in any way.
 * @throws EmbeddedPostgresError with a sentence for the person who started it, for example when it already runs.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const isEphemeral = options.ephemeral ?? false;
  const dataDir = resolve(options.dataDir);
  const account = serverAccount();
  const binaries = locateBinaries(account);
  const home = await prepareHome(dataDir, account);
  const release = claim(home.lockFile);
  try {
    await stopOrphan(home.clusterDir);
    const password = await ensureCluster(home, binaries, account, isEphemeral);
    const settings = serverSettings(isEphemeral, options.settings ?? {});
    const removeFolders = isEphemeral ? [home.path, dataDir] : [];
    const server = await launchServer({ home, binaries, account, settings, removeFolders });
    const { died, expectEnd } = watchEnd(server, home.logFile);
    const url = `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${server.port}/${DATABASE}`;
    const stop = async () => {
      expectEnd();
      await stopServer(server.child);
      server.endWatch();
      release();
      for (const path of removeFolders) rmSync(path, { recursive: true, force: true });
    };
    await ensureDatabase(url).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { url, port: server.port, home: home.path, died, stop };
  } catch (error) {
    release();
    throw error;
  }
}

function watchEnd(server: ServerProcess, logFile: string): { died: Promise<string>; expectEnd: () => void } {
  let isExpected = false;
  const died = new Promise<string>((settle) => {
    server.child.once("exit", (code, signal) => {
      if (!isExpected) settle(`PostgreSQL ended (${signal ?? `exit code ${code}`}); its log is ${logFile}.`);
    });
  });
  server.child.unref();
  return {
    died,
    expectEnd: () => {
      isExpected = true;
      server.child.ref();
    },
  };
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  const client = new Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
