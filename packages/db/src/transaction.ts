import { setTimeout as delay } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Database } from "./client.ts";

const RETRIED_SQLSTATES = new Set(["40P01", "40001"]);
const MAX_TRIES = 5;

/**
 * Runs `work` in one transaction: the only way to open one. Nested calls become savepoints. A deadlock or serialisation failure of
 * the outermost call is retried, so `work` must have no effect but on the database. The connection is released whatever fails.
 */
export async function inTransaction<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  if (db.client !== null) return inSavepoint(db, db.client, work);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(db, work);
    } catch (error) {
      if (attempt >= MAX_TRIES || !RETRIED_SQLSTATES.has(sqlState(error) ?? "")) throw error;
      await delay(2 ** attempt);
    }
  }
}

/** The SQLSTATE of a database error, also where drizzle wrapped it; undefined for other errors. */
export function sqlState(error: unknown): string | undefined {
  return databaseError(error)?.code;
}

/** The name of the constraint a database error is about. */
export function violatedConstraint(error: unknown): string | undefined {
  return databaseError(error)?.constraint;
}

function databaseError(error: unknown): pg.DatabaseError | undefined {
  if (error instanceof pg.DatabaseError) return error;
  return error instanceof Error && error.cause !== undefined ? databaseError(error.cause) : undefined;
}

async function runOnce<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements would otherwise emit an unhandled error.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    await client.query("begin");
    const result = await work(transactionOf(db, client));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

async function inSavepoint<T>(db: Database, client: pg.PoolClient, work: (tx: Database) => Promise<T>): Promise<T> {
  await client.query("savepoint nested");
  try {
    const result = await work(db);
    await client.query("release savepoint nested");
    return result;
  } catch (error) {
    await client.query("rollback to savepoint nested; release savepoint nested");
    throw error;
  }
}

function transactionOf(db: Database, client: pg.PoolClient): Database {
  return {
    orm: drizzle(client),
    pool: db.pool,
    client,
    query: async (statement) => (await client.query(statement)).rows,
  };
}
