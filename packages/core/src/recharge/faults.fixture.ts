import type { DatabaseConnection, Statement } from "@nexa/db";
import pg from "pg";
import type { Runtime } from "../runtime.ts";
import { contextOf, type TestCore, type TestCustomer } from "../testing/index.ts";

/** The customer as a request that another server handles. */
export function onServer(runtime: Runtime, customer: TestCustomer): TestCustomer {
  return { ...customer, ctx: contextOf(runtime, customer.ctx.actor) };
}

/** Lets the next `times` runs of a named statement of the money path commit, and then loses the connection with the answer. */
export function loseAnswers(runtime: Runtime, name: string, times: number): void {
  const { hot } = runtime.db;
  let left = times;
  const query: DatabaseConnection["hot"]["query"] = async <Row extends pg.QueryResultRow>(statement: Statement) => {
    const rows = await hot.query<Row>(statement);
    if (statement.name !== name || left === 0) return rows;
    left -= 1;
    throw new Error("Connection terminated unexpectedly");
  };
  Object.assign(runtime.db, { hot: { query } });
}

/** Ends every connection of the core's servers that `where` picks, as a database that restarts would. @returns how many. */
export async function killConnections(core: TestCore, where = "true"): Promise<number> {
  const client = new pg.Client({ connectionString: core.databaseUrl, application_name: "killer" });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'test' and ${where}`,
    );
    return rows.length;
  } finally {
    await client.end();
  }
}
