import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DATABASE, DATABASE_USER } from "./cluster.ts";
import { homesOf } from "./home.ts";
import { isHeld } from "./lock.ts";

/** The address of the database that a living process runs in this data folder, or null where none does. */
export function addressOfRunningPostgres(dataDir: string): string | null {
  const home = homesOf(dataDir).find(({ lockFile }) => isHeld(lockFile));
  const pidFile = home && join(home.clusterDir, "postmaster.pid");
  if (!home || !pidFile || !existsSync(pidFile)) return null;
  // The fourth line of postmaster.pid is the port.
  const port = readFileSync(pidFile, "utf8").split("\n")[3]?.trim();
  const password = readFileSync(home.passwordFile, "utf8");
  return `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}
