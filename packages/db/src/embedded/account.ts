import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { EmbeddedPostgresError } from "./error.ts";

/** The operating system user that the server runs as. */
export type ServerAccount = { name: string; uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root, so root hands it to `postgres`, or `nobody` where that user does not exist.
 * Null means: run as the current user.
 */
export function serverAccount(): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const user = users.find(([name]) => name === wanted);
    if (user) return { name: wanted, uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new EmbeddedPostgresError(
    "PostgreSQL does not run as root, and this machine has no user postgres or nobody. Start NEXA as another user or set DATABASE_URL.",
  );
}

/** True when the account may enter the folder and every folder above it (mode bits; root itself may enter all). */
export function canEnter(account: ServerAccount | null, folder: string): boolean {
  if (account === null) return true;
  for (let path = folder; ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
