import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeEmbeddedPostgres } from "@nexa/db/embedded/index";
import { Stop } from "./stop.ts";

const AUTH_SECRET_FILE = "auth-secret";
/** Where the generated password of the first owner is kept. */
export const ADMIN_PASSWORD_FILE = "admin-password";
const DEMO_PASSWORD_FILE = "demo-password";
// `outbox` is where the console adapters keep the messages they sent.
const BELONGS_TO_DATABASE = ["postgres-id", AUTH_SECRET_FILE, ADMIN_PASSWORD_FILE, DEMO_PASSWORD_FILE, "outbox"];

export type Secrets = { authSecret: string; adminPassword: string };

/** Makes the data folder; ends the start where it cannot be written. As root the database's own user must be able to enter. */
export function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    const probe = join(dataDir, `probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new Stop(
      `Cannot write to the data folder ${dataDir}${reason}. Start as the user who owns it, or set NEXA_DATA_DIR to a folder you can write to.`,
    );
  }
}

/** Deletes the database and what belongs to it. Backups, and files that are not ours, stay. */
export async function resetDataFolder(dataDir: string): Promise<void> {
  await removeEmbeddedPostgres(dataDir);
  for (const name of BELONGS_TO_DATABASE) rmSync(join(dataDir, name), { recursive: true, force: true });
}

/** The secrets of this installation: as given, else as kept in the data folder, else new (files 0600). */
export function ensureSecrets(
  dataDir: string,
  given: { authSecret: string | null; adminPassword: string | null },
): Secrets {
  return {
    authSecret: given.authSecret ?? keep(join(dataDir, AUTH_SECRET_FILE), 48),
    adminPassword: given.adminPassword ?? keep(join(dataDir, ADMIN_PASSWORD_FILE), 15),
  };
}

/** The secret that the installation signs with, newest first: as given in AUTH_SECRET, else as kept; none where it was never started. */
export function findAuthSecrets(dataDir: string, given: string | undefined): string[] {
  const file = join(dataDir, AUTH_SECRET_FILE);
  if (given?.trim()) return given.split(",").map((each) => each.trim());
  return existsSync(file) ? [readFileSync(file, "utf8").trim()] : [];
}

/** The one password of all demo customers and staff, as kept in the data folder or new. */
export function ensureDemoPassword(dataDir: string): string {
  return keep(join(dataDir, DEMO_PASSWORD_FILE), 12);
}

/** That password, or null where this data folder has seen no demo data. */
export function findDemoPassword(dataDir: string): string | null {
  const file = join(dataDir, DEMO_PASSWORD_FILE);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

/** Forgets it: the demo data was not written. */
export function dropDemoPassword(dataDir: string): void {
  rmSync(join(dataDir, DEMO_PASSWORD_FILE), { force: true });
}

function keep(file: string, bytes: number): string {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(bytes).toString("base64url")}\n`, { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}
