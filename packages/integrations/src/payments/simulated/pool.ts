import { Pool } from "pg";
import type { SimulatedLogger } from "./options.ts";

/** One batch of charges is in flight at a time, the rest is occasional. */
const poolSize = 3;
const queryTimeoutMs = 10_000;

/** A small pool for the gateway's own ledger; one that loses its database goes on when that is back. */
export function openLedgerPool(connectionString: string, logger: SimulatedLogger | undefined): Pool {
  const pool = new Pool({
    connectionString,
    max: poolSize,
    application_name: "nexa-simulated-gateway",
    connectionTimeoutMillis: queryTimeoutMs,
    query_timeout: queryTimeoutMs,
    statement_timeout: queryTimeoutMs,
  });
  // Without a listener a restart of the database would end the process.
  pool.on("error", (error) => logger?.warn({ err: error }, "The simulated gateway lost an idle database connection."));
  return pool;
}
