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

/** Whether somebody owns the installation, and whether it has customers. */
export type Inhabitants = { hasOwner: boolean; hasCustomers: boolean };

/** Who is in a migrated database. */
export async function findInhabitants(url: string): Promise<Inhabitants> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Inhabitants>(
      `select exists (select from admins where role = 'owner') as "hasOwner", exists (select from customers) as "hasCustomers"`,
    );
    return rows[0] ?? { hasOwner: false, hasCustomers: false };
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
