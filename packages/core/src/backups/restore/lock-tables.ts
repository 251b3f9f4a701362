import type { Database } from "@nexa/db";
import { maintenanceErrors } from "../../maintenance-mode/index.ts";

const WAIT_MS = 20_000;
const ATTEMPTS = 3;
/** `deadlock_detected` and `lock_not_available`. */
const BUSY_CODES = new Set(["40P01", "55P03"]);

/**
 * Takes these tables for the running transaction, all at once. Notice streams and database tools read them past the gate: who meets us
 * crosswise is let go first, and who never ends does not keep the installation closed. @throws maintenance.stillBusy
 */
export async function lockTables(db: Database, tables: readonly string[], { waitMs = WAIT_MS } = {}): Promise<void> {
  const text = `lock table ${tables.map((name) => `public."${name}"`).join(", ")} in access exclusive mode`;
  await db.query({ text: `set local lock_timeout = ${waitMs}` });
  await db.query({ text: "savepoint before_locks" });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.query({ text });
      break;
    } catch (error) {
      if (!isBusy(error)) throw error;
      await db.query({ text: "rollback to savepoint before_locks" });
      if (attempt === ATTEMPTS) throw maintenanceErrors.stillBusy();
    }
  }
  await db.query({ text: "release savepoint before_locks" });
  await db.query({ text: "set local lock_timeout = 0" });
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && BUSY_CODES.has(String(error.code));
}
