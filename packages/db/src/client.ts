import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

/** A statement for `Database.query`. A `name` makes it a prepared statement of its connection. */
export type Statement = { name?: string; text: string; values?: unknown[] };

/** The database as verbs see it: outside a transaction it is the pool, inside one it is that transaction's connection. */
export interface Database {
  /** Drizzle's query builder. */
  readonly orm: NodePgDatabase;
  /** Runs one hand-written statement; int8 and numeric arrive as numbers, timestamptz as Date. */
  query<Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]>;
  /** The connection of the running transaction, or null outside one. */
  readonly client: pg.PoolClient | null;
  readonly pool: pg.Pool;
}

/** The process's connection to PostgreSQL. */
export interface DatabaseConnection extends Database {
  /**
   * For the few set-based statements of the money path: connections of their own, so that slow reads cannot hold them up, with plans
   * made once and by index. A plan made while a table or a new month's partition is small would otherwise scan it for as long as
   * it is cached.
   */
  readonly hot: Pick<Database, "query">;
  close(): Promise<void>;
}

export type DatabaseOptions = {
  url: string;
  /** Shown in pg_stat_activity. */
  name: string;
  /** Connections at most; sized on purpose by each process. */
  maxConnections?: number;
  /** Milliseconds after which PostgreSQL ends a statement. */
  statementTimeoutMs?: number;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  onIdleError?: (error: Error) => void;
};

const SESSION = "-c timezone=UTC";
const HOT_SESSION = "-c enable_seqscan=off -c plan_cache_mode=force_generic_plan";
const HOT_CONNECTIONS = 4;
const INT8_OID = 20;
const NUMERIC_OID = 1700;

/** Reads int8 and numeric as numbers, and throws rather than lose a digit. */
export function parseExactNumber(text: string): number {
  const value = Number(text);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new RangeError(`number too large to be exact: ${text}`);
  return value;
}

/** Opens the pool. Connections are made on first use. */
export function connectDatabase(options: DatabaseOptions): DatabaseConnection {
  // Drizzle reads pg's global registry, so the one parser is set there.
  pg.types.setTypeParser(INT8_OID, parseExactNumber);
  pg.types.setTypeParser(NUMERIC_OID, parseExactNumber);
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.name,
    max: options.maxConnections ?? 10,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    connectionTimeoutMillis: 10_000,
    options: SESSION,
    keepAlive: true,
  });
  const hotPool = new pg.Pool({ ...pool.options, max: HOT_CONNECTIONS, options: `${SESSION} ${HOT_SESSION}` });
  for (const each of [pool, hotPool]) {
    each.on("error", options.onIdleError ?? (() => undefined));
    // Between the pool handing a connection over and its user listening nobody would hear it break, and the process would end.
    each.on("connect", (client) => client.on("error", () => undefined));
  }
  return {
    orm: drizzle(pool),
    pool,
    client: null,
    query: async (statement) => (await pool.query(statement)).rows,
    hot: { query: async (statement) => (await hotPool.query(statement)).rows },
    close: async () => {
      await Promise.all([pool.end(), hotPool.end()]);
    },
  };
}
