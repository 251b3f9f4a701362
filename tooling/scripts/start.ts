// Starts the whole of NEXA and stays in front of it; `npm start` comes here through launch.mjs, which has installed everything.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  EmbeddedPostgresError,
  refuseWhenRunning,
  startEmbeddedPostgres,
  stopWithParent,
} from "@nexa/db/embedded/index";
import { migrateDatabase } from "@nexa/db/migrate";
import { type AppProcess, startApp } from "./start/app-process.ts";
import { ensureSecrets, makeDataFolder, resetDataFolder, type Secrets } from "./start/data-folder.ts";
import { requireFreePort } from "./start/port.ts";
import { waitUntilReady } from "./start/ready.ts";
import { readSettings, type StartSettings } from "./start/settings.ts";
import { step, table } from "./start/steps.ts";
import { Stop } from "./start/stop.ts";

const workspaceRoot = fileURLToPath(new URL("../../", import.meta.url));
const stoppers: (() => Promise<void>)[] = [];
let isStopping = false;

async function start(): Promise<void> {
  const ownSettings = join(workspaceRoot, ".env");
  if (existsSync(ownSettings)) process.loadEnvFile(ownSettings);
  const settings = readSettings(process.env, process.argv.slice(2), workspaceRoot);
  makeDataFolder(settings.dataDir);
  if (settings.databaseUrl === null) refuseWhenRunning(settings.dataDir);
  await requireFreePort(settings.port);
  if (settings.isReset) await step("Deleting the old data", () => resetDataFolder(settings.dataDir));
  const secrets = ensureSecrets(settings.dataDir, settings);
  const database = await openDatabase(settings);
  await step("Bringing its tables up to date", () => migrateDatabase(database.directUrl));
  const apps = await step("Starting server and worker", () => startApps(settings, secrets, database));
  console.log(`\n${summary(settings, secrets, database.place)}\nCtrl-C stops it.\n`);
  for (const app of apps) app.showOutput();
}

/** Where the database answers, directly and through a pooler, and where its data is in words. */
type OpenDatabase = { url: string; directUrl: string; place: string };

async function openDatabase({ databaseUrl, databaseDirectUrl, dataDir }: StartSettings): Promise<OpenDatabase> {
  if (databaseUrl !== null) {
    return { url: databaseUrl, directUrl: databaseDirectUrl ?? databaseUrl, place: "the server of DATABASE_URL" };
  }
  const database = await step("Starting the database", () => startEmbeddedPostgres({ dataDir }));
  stoppers.push(database.stop);
  stopAllWhen(database.died);
  return { url: database.url, directUrl: database.url, place: database.home };
}

async function startApps(settings: StartSettings, secrets: Secrets, database: OpenDatabase): Promise<AppProcess[]> {
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    DATABASE_DIRECT_URL: database.directUrl,
    AUTH_SECRET: secrets.authSecret,
    NEXA_ADMIN_EMAIL: settings.adminEmail,
    NEXA_ADMIN_PASSWORD: secrets.adminPassword,
    NEXA_DATA_DIR: settings.dataDir,
    NEXA_DEMO: settings.hasDemo ? "1" : "0",
    PHONE_VERIFICATION: settings.phoneVerification,
    PORT: String(settings.port),
  };
  const server = startApp("server", "apps/server/src/main.ts", workspaceRoot, env);
  const worker = startApp("worker", "apps/worker/src/main.ts", workspaceRoot, env);
  const endWatch = stopWithParent([server.pid, worker.pid], "TERM");
  stoppers.push(async () => {
    await Promise.all([server.stop(), worker.stop()]);
    endWatch();
  });
  const died = Promise.race([server.died, worker.died]);
  await waitUntilReady(`http://127.0.0.1:${settings.port}/health/ready`, died);
  stopAllWhen(died);
  return [server, worker];
}

function summary(settings: StartSettings, secrets: Secrets, databasePlace: string): string {
  const base = `http://localhost:${settings.port}`;
  const kept = secrets.isAdminPasswordNew ? secrets.adminPassword : `in ${secrets.adminPasswordFile}`;
  return table("NEXA is ready", [
    ["API reference", `${base}/docs`],
    ["Staff sign-in", settings.adminEmail],
    ["  password", settings.adminPassword === null ? kept : "as NEXA_ADMIN_PASSWORD says"],
    ["Database", databasePlace],
    ["Other data", settings.dataDir],
  ]);
}

function stopAllWhen(died: Promise<string>): void {
  void died.then((sentence) => {
    if (!isStopping) console.error(sentence);
    return stopAll(1);
  });
}

/** Stops everything in the reverse order of starting, once, whoever asks. */
async function stopAll(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const stop of stoppers.splice(0).reverse()) await stop();
  process.exit(exitCode);
}

function onSignal(): void {
  if (!isStopping) console.log("\nStopping ...");
  void stopAll(0);
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal);
// The launcher holds this channel open; it closes when the launcher is killed.
if (process.channel) process.on("disconnect", onSignal);

try {
  await start();
} catch (error) {
  if (!isStopping)
    console.error(error instanceof Stop || error instanceof EmbeddedPostgresError ? error.message : error);
  await stopAll(1);
}
