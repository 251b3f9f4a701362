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
import { DEMO_CUSTOMER, DEMO_STAFF } from "@nexa/db/seed/index";
import { type AppProcess, startApp } from "./start/app-process.ts";
import {
  ADMIN_PASSWORD_FILE,
  ensureSecrets,
  findDemoPassword,
  makeDataFolder,
  resetDataFolder,
  type Secrets,
} from "./start/data-folder.ts";
import { requireFreePort } from "./start/port.ts";
import { findInhabitants, prepareDatabase } from "./start/prepare-database.ts";
import { waitUntilReady } from "./start/ready.ts";
import { readSettings, type StartSettings } from "./start/settings.ts";
import { step, table } from "./start/steps.ts";
import { Stop } from "./start/stop.ts";
import { buildWebApps } from "./start/web-apps.ts";

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
  await step("Building the web apps", () => buildWebApps(workspaceRoot));
  const database = await openDatabase(settings);
  await step("Bringing its tables up to date", () => prepareDatabase(database.directUrl, database.name));
  const { hasOwner, hasCustomers } = await findInhabitants(database.directUrl);
  if (settings.hasDemo && !hasCustomers) await step("Filling in the demo data", () => seed(database, settings.dataDir));
  const apps = await step("Starting server and worker", () => startApps(settings, secrets, database));
  console.log(`\n${summary(settings, hasOwner ? null : secrets.adminPassword, database.place)}\nCtrl-C stops it.\n`);
  for (const app of apps) app.showOutput();
}

/** Where the database answers, directly and through a pooler, and where its data is in words. */
type OpenDatabase = { url: string; directUrl: string; name: string; place: string };

async function openDatabase({ databaseUrl, databaseDirectUrl, dataDir }: StartSettings): Promise<OpenDatabase> {
  if (databaseUrl !== null) {
    const name = databaseDirectUrl === null ? "DATABASE_URL" : "DATABASE_DIRECT_URL";
    return { url: databaseUrl, directUrl: databaseDirectUrl ?? databaseUrl, name, place: "the server of DATABASE_URL" };
  }
  const database = await step("Starting the database", () => startEmbeddedPostgres({ dataDir }));
  stoppers.push(database.stop);
  stopAllWhen(database.died);
  return { url: database.url, directUrl: database.url, name: dataDir, place: database.home };
}

async function seed(database: OpenDatabase, dataDir: string): Promise<void> {
  // Loaded here: a start with the data in place does not need half of the tree for it.
  const { requireDemoOperator, seedDemoData } = await import("./start/seed-demo-data.ts");
  requireDemoOperator(process.env);
  const { CONTENT_STORE, MONGODB_URL } = process.env;
  const contentUrl = CONTENT_STORE === "postgres" ? undefined : MONGODB_URL?.trim() || undefined;
  await seedDemoData(database.directUrl, dataDir, contentUrl);
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
    LINK_CONSENT: settings.linkConsent,
    ...contentStoreOf(settings),
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

/** With the embedded database nobody was asked to choose, so content is there too. */
function contentStoreOf({ databaseUrl }: StartSettings): { CONTENT_STORE?: string } {
  const isChosen = ["MONGODB_URL", "CONTENT_STORE"].some((name) => process.env[name]?.trim());
  return databaseUrl !== null || isChosen ? {} : { CONTENT_STORE: "postgres" };
}

/** @param newPassword the first owner's, shown by the start that makes the owner and never again. */
function summary(settings: StartSettings, newPassword: string | null, databasePlace: string): string {
  const base = `http://localhost:${settings.port}`;
  const isOurs = settings.adminPassword === null && settings.databaseUrl === null;
  const known = isOurs ? `in ${join(settings.dataDir, ADMIN_PASSWORD_FILE)}` : "as it was set";
  return table("NEXA is ready", [
    ["Customer app", `${base}/`],
    ["Console", `${base}/console/`],
    ["API reference", `${base}/docs`],
    ["Staff sign-in", settings.adminEmail],
    ["  password", settings.adminPassword === null && newPassword !== null ? newPassword : known],
    ...demoRows(settings),
    ["Database", databasePlace],
    ["Other data", settings.dataDir],
  ]);
}

function demoRows({ hasDemo, dataDir }: StartSettings): [string, string][] {
  const password = hasDemo ? findDemoPassword(dataDir) : null;
  if (password === null) return [];
  return [
    ["Demo customer", `${DEMO_CUSTOMER.phone} (${DEMO_CUSTOMER.fullName})`],
    ["Demo staff", DEMO_STAFF.map((person) => person.email).join(", ")],
    ["  password of all", password],
  ];
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
