import { migrateDatabase } from "@nexa/db/migrate";
import { Client } from "pg";
import { Stop } from "./stop.ts";

/** Migrates a database; one that cannot be reached or used ends the start with one line. */
export async function prepareDatabase(url: string, name: string): Promise<void> {
  try {
    await migrateDatabase(url);
  } catch (error) {
    throw new Stop(`The database of ${name} cannot be used: ${reason(error)}`, { cause: error });
  }
}

/** True once somebody can sign in as staff: from then on the first owner's password is not ours to show. */
export async function hasStaff(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from admins limit 1");
    return rowCount === 1;
  } finally {
    await client.end();
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A host with several addresses fails with one error for each, and no message of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : error.message;
}
