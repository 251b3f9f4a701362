// Puts a backup file in place of everything (`pnpm restore FILE`), into an empty installation or one that runs.
import { createReadStream, existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { CoreError, RESTORE_CONFIRMATION, type TaskProgress } from "@nexa/contracts";
import { restoreArchive } from "@nexa/core/backups/restore/index";
import { BadEnvironment, openRuntime, readSharedEnvironment } from "@nexa/core/composition/index";
import type { CoreContext } from "@nexa/core/context";
import type { Logger } from "@nexa/core/runtime";
import { migrateDatabase } from "@nexa/db";
import { EmbeddedPostgresError } from "@nexa/db/embedded/index";
import { type Installation, loadOwnSettings, openInstallation } from "./installation.ts";
import { ensureSecrets, makeDataFolder } from "./start/data-folder.ts";
import { Stop } from "./start/stop.ts";

const HELP = `pnpm restore FILE [--yes]

Puts a full backup in place of everything in DATABASE_URL, or in the embedded database in NEXA_DATA_DIR (default .nexa), running or not.
What is there is kept as a safety backup first. Server and workers that run close meanwhile and open again by themselves; everybody
signs in anew, with the passwords of the backup. An encrypted backup needs its key in BACKUP_KEY.
Exit code 0 when it is restored, 1 when it was refused and nothing was changed, 2 when something unexpected happened.

  --yes  do not ask
`;
const MAX_CONNECTIONS = 4;

class Refusal extends Error {}

async function restore(file: string, installation: Installation): Promise<void> {
  await migrateDatabase(installation.url);
  const { runtime, close } = await openRuntime(environmentOf(installation), {
    ...{ name: "nexa-restore-command", maxConnections: MAX_CONNECTIONS, logger: toTerminal },
  });
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  try {
    const { db, content, clock, gateways, logger } = runtime;
    const caller = { ip: null, userAgent: null };
    const actor = { kind: "system" } as const;
    const ctx: CoreContext = {
      db,
      content,
      clock,
      gateways,
      logger,
      runtime,
      caller,
      actor,
      requestId: "pnpm-restore",
    };
    const restored = await restoreArchive(ctx, {
      ...{ source: basename(file), taskId: null, requestedBy: null, signal: stop.signal, report: shownSteps() },
      bytes: async () => createReadStream(file),
    });
    const safety = restored.safetyBackupId;
    console.log(
      [
        `Restored: everything is as it was at ${restored.snapshotAt?.toISOString()}.`,
        safety === null
          ? "There was nothing to keep of before."
          : `What was there before is kept as the backup ${safety}.`,
        `In figures: ${JSON.stringify(restored.result)}`,
      ].join("\n"),
    );
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    await close();
  }
}

/** As `npm start` sets its processes, so that the demo stays one. */
function environmentOf({ url, isDemo, dataDir }: Installation) {
  makeDataFolder(dataDir);
  const authSecret = process.env.AUTH_SECRET?.trim() || null;
  const secrets = ensureSecrets(dataDir, { authSecret, adminPassword: "not asked for" });
  const demo = isDemo ? { NEXA_DEMO: "1", PHONE_VERIFICATION: "off", LINK_CONSENT: "off" } : {};
  const env = { ...demo, ...process.env, DATABASE_URL: url, AUTH_SECRET: secrets.authSecret, NEXA_DATA_DIR: dataDir };
  return readSharedEnvironment(env, "restore");
}

/** One line for each step, and now and then how far it is. */
function shownSteps(): (progress: TaskProgress) => void {
  let shown = "";
  return ({ step }) => {
    if (step === shown) return;
    shown = step;
    console.log(`  ${step}`);
  };
}

const toTerminal: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (facts, message) => console.error(message, facts),
  error: (facts, message) => console.error(message, facts),
};

async function confirmed(file: string): Promise<boolean> {
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await ask.question(
      `${basename(file)} takes the place of everything there is. Type ${RESTORE_CONFIRMATION} to go on: `,
    );
    return answer.trim() === RESTORE_CONFIRMATION;
  } finally {
    ask.close();
  }
}

async function main(): Promise<void> {
  loadOwnSettings();
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { yes: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) return console.log(HELP);
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new Refusal(`Name one backup file.\n\n${HELP}`);
  // pnpm and npm run scripts in the workspace; what was typed is meant from where it was typed.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  if (!values.yes && !(await confirmed(file))) throw new Refusal("Nothing was changed.");
  const installation = await openInstallation({ isNewAllowed: true });
  await restore(file, installation).finally(installation.close);
}

function isPlain(error: unknown): error is Error {
  return [Refusal, CoreError, BadEnvironment, EmbeddedPostgresError, Stop].some((kind) => error instanceof kind);
}

try {
  await main();
} catch (error) {
  console.error(isPlain(error) ? error.message : error);
  process.exitCode = isPlain(error) ? 1 : 2;
}
