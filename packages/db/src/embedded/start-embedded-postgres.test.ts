import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, expect, test } from "vitest";
import {
  addressOfRunningPostgres,
  type EmbeddedPostgres,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from "./index.ts";

const folders: string[] = [];
const servers: EmbeddedPostgres[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) {
    // As root the database lives outside this folder, which mkdtemp closes.
    await removeEmbeddedPostgres(join(folder, "data"));
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A folder with a space in its name, as a checkout may have. */
function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), "nexa embedded-"));
  folders.push(folder);
  return join(folder, "data");
}

async function start(dataDir: string, ephemeral = false): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, ephemeral, settings: { shared_buffers: "16MB" } });
  servers.push(server);
  return server;
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test("keeps its data and its password over a restart", async () => {
  const dataDir = newDataDir();
  const first = await start(dataDir);
  await ask(first.url, "create table kept as select 42 as answer");
  expect(addressOfRunningPostgres(dataDir)).toBe(first.url);
  await first.stop();
  expect(addressOfRunningPostgres(dataDir)).toBeNull();
  const second = await start(dataDir);
  expect(await ask(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  expect(statSync(join(second.home, "password")).mode & 0o777).toBe(0o600);
});

test("is UTF8 with the builtin C.UTF-8 locale, in UTC, durable, and closed without the password", async () => {
  const server = await start(newDataDir());
  const stranger = new URL(server.url);
  stranger.password = "guess";
  await expect(ask(stranger.href, "select 1")).rejects.toThrow("password authentication failed");
  const [facts] = await ask(
    server.url,
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
      current_setting('TimeZone') as timezone, current_setting('fsync') as fsync, current_setting('listen_addresses') as listens
     from pg_database where datname = current_database()`,
  );
  expect(facts).toEqual({
    encoding: "UTF8",
    provider: "b",
    locale: "C.UTF-8",
    timezone: "UTC",
    fsync: "on",
    listens: "127.0.0.1",
  });
});

test("refuses a second start and a reset while it runs, and allows both afterwards", async () => {
  const dataDir = newDataDir();
  const server = await start(dataDir);
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow("already running");
  await expect(removeEmbeddedPostgres(dataDir)).rejects.toThrow("already running");
  await server.stop();
  await removeEmbeddedPostgres(dataDir);
  expect(existsSync(server.home)).toBe(false);
});

test("starts again with everything committed when its starter was killed, and says so when it is killed itself", async () => {
  const dataDir = newDataDir();
  const starter = spawn(process.execPath, ["--input-type=module", "-e", starterScript(dataDir)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = (await once(starter.stdout, "data")) as [Buffer];
  await ask(url.toString().trim(), "create table kept as select 42 as answer");
  starter.kill("SIGKILL");
  await once(starter, "exit");
  const server = await start(dataDir);
  expect(await ask(server.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  const [lock] = await ask(server.url, "select pg_read_file('postmaster.pid', 0, 20) as text");
  process.kill(Number.parseInt(String(lock?.text), 10), "SIGKILL");
  await expect(server.died).resolves.toContain("PostgreSQL ended (SIGKILL)");
});

test("leaves nothing behind when it is ephemeral", async () => {
  const dataDir = newDataDir();
  const server = await start(dataDir, true);
  expect(await ask(server.url, "show fsync")).toEqual([{ fsync: "off" }]);
  await server.stop();
  expect(existsSync(dataDir)).toBe(false);
});

function starterScript(dataDir: string): string {
  const library = new URL("index.ts", import.meta.url).href;
  return `
    import { startEmbeddedPostgres } from ${JSON.stringify(library)};
    const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(url);
    setInterval(() => {}, 1000);
  `;
}
