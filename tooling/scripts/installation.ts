import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { addressOfRunningPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from "@nexa/db/embedded/index";
import { makeDataFolder } from "./start/data-folder.ts";

const workspaceRoot = fileURLToPath(new URL("../../", import.meta.url));

/** The installation that a command of ours works on. */
export type Installation = {
  readonly url: string;
  /** Whether its processes were started as a demo, or would be by `npm start` as it is set. */
  readonly isDemo: boolean;
  readonly dataDir: string;
  /** Lets go of the database again: an embedded one that was not running stops. */
  close(): Promise<void>;
};

/** Reads `.env` as `npm start` does; what is set in the terminal wins. */
export function loadOwnSettings(): void {
  const file = join(workspaceRoot, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/**
 * The database of DATABASE_URL, or the embedded one in NEXA_DATA_DIR, running or not; an empty one is made where `isNewAllowed`.
 * @throws EmbeddedPostgresError with a sentence where there is neither
 */
export async function openInstallation({ isNewAllowed = false } = {}): Promise<Installation> {
  const nothing = async () => undefined;
  const given = process.env.DATABASE_URL?.trim();
  const isDemo = (process.env.NEXA_DEMO?.trim() || (given ? "0" : "1")) === "1";
  const dataDir = resolve(workspaceRoot, process.env.NEXA_DATA_DIR?.trim() || ".nexa");
  if (given) return { url: given, isDemo, dataDir, close: nothing };
  const running = addressOfRunningPostgres(dataDir);
  if (running !== null) return { url: running, isDemo, dataDir, close: nothing };
  if (isNewAllowed) makeDataFolder(dataDir);
  else if (!existsSync(dataDir)) {
    throw new EmbeddedPostgresError(`There is no data folder ${dataDir}. Run npm start first, or set DATABASE_URL.`);
  }
  const database = await startEmbeddedPostgres({ dataDir });
  return { url: database.url, isDemo, dataDir, close: database.stop };
}
