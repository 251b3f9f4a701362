import { ContentError } from "../errors.ts";

/** The door to PostgreSQL: what a connection of packages/db offers. */
export interface PostgresQuery {
  query<Row extends Record<string, unknown>>(statement: { text: string; values?: unknown[] }): Promise<Row[]>;
}

// SQLSTATE classes: connection lost, out of resources, shut down or cancelled by a time-out.
const PASSING = /^(08|53|57)/;

/** Runs a statement; where the database cannot be reached or takes too long that is `unavailable`. */
export async function ask<Row extends Record<string, unknown>>(
  db: PostgresQuery,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  try {
    return await db.query<Row>({ text, values });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const isFromServer = /^[0-9A-Z]{5}$/.test(code);
    if (isFromServer && !PASSING.test(code)) throw error;
    throw new ContentError("unavailable", "PostgreSQL did not answer", { cause: error });
  }
}
