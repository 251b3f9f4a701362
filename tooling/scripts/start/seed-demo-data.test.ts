import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestDatabase, type TestDatabase } from "@nexa/vitest/database";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findDemoPassword } from "./data-folder.ts";
import { findInhabitants } from "./prepare-database.ts";
import { requireDemoOperator, seedDemoData } from "./seed-demo-data.ts";

const AUDIT = fileURLToPath(new URL("../audit.ts", import.meta.url));
const LONGEST_MS = 120_000;
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

test(
  "fills an empty database, and from another data folder leaves it alone and promises no password",
  async () => {
    const dataDir = newDataDir();
    expect(await findInhabitants(database.url)).toEqual({ hasOwner: false, hasCustomers: false });
    await seedDemoData(database.url, dataDir);
    expect(await findInhabitants(database.url)).toEqual({ hasOwner: false, hasCustomers: true });
    expect(findDemoPassword(dataDir)).toMatch(/^.{12,}$/);
    const other = newDataDir();
    await seedDemoData(database.url, other);
    expect(findDemoPassword(other)).toBeNull();
  },
  LONGEST_MS,
);

test(
  "has families, bills of every kind, late payers, use and notices to many, and books with nothing to find",
  async () => {
    const pool = new Pool({ connectionString: database.url, max: 1 });
    const valuesOf = async (text: string) => (await pool.query<{ value: string }>(text)).rows.map(({ value }) => value);
    const countOf = async (from: string) => Number((await valuesOf(`select count(*) as value from ${from}`))[0]);
    try {
      expect(await valuesOf("select distinct status as value from bills order by 1")).toEqual(
        expect.arrayContaining(["issued", "overdue", "paid"]),
      );
      expect(await valuesOf("select distinct status as value from postpaid_activations order by 1")).toEqual([
        ...["active", "cancelled", "suspended"],
      ]);
      expect(await valuesOf("select distinct kind as value from bill_lines order by 1")).toEqual(
        expect.arrayContaining(["addon", "base", "credit"]),
      );
      expect(await countOf("transactions where payment_method = 'offline'")).toBeGreaterThan(3);
      expect(await countOf("credit_notes")).toBeGreaterThan(3);
      expect(await countOf("postpaid_secondaries where status = 'active'")).toBeGreaterThan(10);
      expect(await countOf("linked_accounts where status = 'linked'")).toBeGreaterThan(8);
      expect(await countOf("linked_accounts where status = 'requested'")).toBe(1);
      expect(await countOf("usage_events")).toBeGreaterThan(2_000);
      expect(await countOf("broadcast_recipients")).toBeGreaterThan(200);
      // What is not sealed here would look put in: the installation signs with a secret of its own.
      expect(await countOf("audit_events where seq is null")).toBe(0);
      const own =
        "bills b join customers c on c.id = b.customer_id where c.phone = '+919876543210' and b.status = 'paid'";
      expect(await countOf(own)).toBeGreaterThan(1);
      expect(await countOf("postpaid_cycles where overage_bytes > 0")).toBeGreaterThan(0);
      expect(await countOf("customer_sessions")).toBe(0);
      expect(await countOf("api_keys")).toBe(0);
      expect(await countOf("notifications where stream_seq is null")).toBe(0);
    } finally {
      await pool.end();
    }
    const env = { ...process.env, DATABASE_URL: database.url };
    const { stdout, stderr } = spawnSync(process.execPath, [AUDIT], { env, encoding: "utf8" });
    expect(stdout + stderr).toMatch(/^\d+ checks, \d+ entries of the gateway's ledger, [\d.]+ s: nothing found\n$/);
  },
  LONGEST_MS,
);

test("keeps the demo to the operator it tells of", () => {
  expect(() => requireDemoOperator({ OPERATOR_CURRENCY: "EUR" })).toThrow(
    `OPERATOR_CURRENCY is "EUR", and the demo data is an Indian operator's. Add --no-demo, or unset OPERATOR_CURRENCY.`,
  );
  expect(() => requireDemoOperator({ OPERATOR_COUNTRY: "IN", OPERATOR_CURRENCY: " " })).not.toThrow();
});

test("has a header, cards and questions in both languages, with pictures that are there", async () => {
  const pool = new Pool({ connectionString: database.url, max: 1 });
  try {
    const shelves = await pool.query(
      "select locale, kind, cardinality(ids) as documents from content_shelves order by 1, 2",
    );
    const ofOne = (locale: string) => [
      { locale, kind: "carousel", documents: 6 },
      { locale, kind: "faq", documents: 13 },
      { locale, kind: "header", documents: 2 },
    ];
    expect(shelves.rows).toEqual([...ofOne("en"), ...ofOne("hi")]);
    const images = await pool.query<{ id: string }>("select id from uploads where purpose = 'content_image'");
    expect(images.rows).toHaveLength(8);
    const [dataDir = ""] = folders;
    const kept = images.rows.map(({ id }) => existsSync(join(dataDir, "uploads", id.slice(-2), id)));
    expect(kept).toEqual(Array(8).fill(true));
  } finally {
    await pool.end();
  }
});
