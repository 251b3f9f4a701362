import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@nexa/vitest/database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findDemoPassword } from "./data-folder.ts";
import { findInhabitants } from "./prepare-database.ts";
import { requireDemoOperator, seedDemoData } from "./seed-demo-data.ts";

let database: TestDatabase;
const folders: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), "nexa-demo-"));
  folders.push(folder);
  return folder;
}

test("fills an empty database, and from another data folder leaves it alone and promises no password", async () => {
  const dataDir = newDataDir();
  expect(await findInhabitants(database.url)).toEqual({ hasOwner: false, hasCustomers: false });
  await seedDemoData(database.url, dataDir);
  expect(await findInhabitants(database.url)).toEqual({ hasOwner: false, hasCustomers: true });
  expect(findDemoPassword(dataDir)).toMatch(/^.{12,}$/);
  const other = newDataDir();
  await seedDemoData(database.url, other);
  expect(findDemoPassword(other)).toBeNull();
});

test("keeps the demo to the operator it tells of", () => {
  expect(() => requireDemoOperator({ OPERATOR_CURRENCY: "EUR" })).toThrow(
    `OPERATOR_CURRENCY is "EUR", and the demo data is an Indian operator's. Add --no-demo, or unset OPERATOR_CURRENCY.`,
  );
  expect(() => requireDemoOperator({ OPERATOR_COUNTRY: "IN", OPERATOR_CURRENCY: " " })).not.toThrow();
});
