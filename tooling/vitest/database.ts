import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { databaseUrl } from "./template.ts";

const CLONE_ATTEMPTS = 20;
const OBJECT_IN_USE = "55006";

export type TestDatabase = {
  /** Connection address of an empty, migrated database of its own. */
  url: string;
  /** Deletes the database, closing connections that are still open. */
  drop(): Promise<void>;
};

/** Clones the migrated template into a fresh database; call it once per test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = required("NEXA_TEST_DATABASE_URL");
  const template = required("NEXA_TEST_TEMPLATE");
  const name = `nexa_test_${randomBytes(8).toString("hex")}`;
  for (let attempt = 1; ; attempt++) {
    try {
      await onServer(serverUrl, `create database ${name} template ${template}`);
      break;
    } catch (error) {
      if (!isInUse(error) || attempt === CLONE_ATTEMPTS) throw error;
    }
  }
  return {
    url: databaseUrl(serverUrl, name),
    drop: () => onServer(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === OBJECT_IN_USE;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set. Run the tests with: npm test, or vitest with tooling/vitest/config.ts.`);
  return value;
}
