import { connectDatabase, type Database, type DatabaseConnection } from "@nexa/db";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { CoreContext } from "../../context.ts";
import { maintenanceErrors, RESTORE_LOCK, WORK_LOCK } from "../../maintenance-mode/index.ts";

const NO_TIMEOUT = 0;
/** How long work that is under way may take to end. */
const DRAIN_MS = 60_000;

/**
 * The one connection that restores: while it lives it holds the lock of restores, and its transaction is the restore. Where it dies, lock
 * and transaction end with it.
 */
export type RestoreSession = {
  readonly db: Database;
  /** Closes the installation, and answers once no process works any more. @throws maintenance.stillBusy */
  close(restoreId: string, since: Date): Promise<void>;
  /** Lets work begin again. */
  open(restoreId: string): Promise<void>;
  /** Gives the locks back and ends the connection. */
  end(): Promise<void>;
};

/** @throws maintenance.taken where another one restores */
export async function beginRestoreSession(ctx: CoreContext, { drainMs = DRAIN_MS } = {}): Promise<RestoreSession> {
  const { config, db: pooled } = ctx.runtime;
  const url = config.databaseDirectUrl ?? pooled.pool.options.connectionString;
  if (url === undefined) throw new Error("the address of the database is not known");
  const connection = connectDatabase({ url, name: "nexa-restore", maxConnections: 1, statementTimeoutMs: NO_TIMEOUT });
  try {
    const client = await connection.pool.connect();
    const session = sessionOf(connection, client, drainMs);
    if (await session.tryLock()) return session;
    await session.end();
  } catch (error) {
    await connection.close();
    throw error;
  }
  throw maintenanceErrors.taken();
}

function sessionOf(connection: DatabaseConnection, client: pg.PoolClient, drainMs: number) {
  const db: Database = {
    orm: drizzle(client),
    pool: connection.pool,
    client,
    query: async (statement) => (await client.query(statement)).rows,
  };
  // A broken connection shows in the next statement; without a listener it would end the process.
  client.on("error", () => undefined);
  return {
    db,
    tryLock: async () => {
      const [row] = await db.query<{ taken: boolean }>({
        text: `select pg_try_advisory_lock(${RESTORE_LOCK}) as taken`,
      });
      return row?.taken === true;
    },
    close: async (restoreId: string, since: Date) => {
      await db.query({
        text: `insert into maintenance (id, restore_id, since) values (1, $1, $2)
          on conflict (id) do update set restore_id = excluded.restore_id, since = excluded.since`,
        values: [restoreId, since],
      });
      await db.query({ text: `set lock_timeout = ${drainMs}` });
      try {
        await db.query({ text: `select pg_advisory_lock(${WORK_LOCK})` });
      } catch (error) {
        if (isLockTimeout(error)) throw maintenanceErrors.stillBusy();
        throw error;
      } finally {
        await db.query({ text: "set lock_timeout = 0" });
      }
    },
    open: async (restoreId: string) => {
      await db.query({ text: "delete from maintenance where restore_id = $1", values: [restoreId] });
      await db.query({ text: `select pg_advisory_unlock(${WORK_LOCK})` });
    },
    end: async () => {
      client.release(true);
      await connection.close();
    },
  };
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "55P03";
}
