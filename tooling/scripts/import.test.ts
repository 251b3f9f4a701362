import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestDatabase } from "@nexa/vitest/database";
import { afterAll, beforeAll, expect, it } from "vitest";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;
let backup: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "nexa-import-"));
  backup = join(folder, "backup.json");
  const people = [
    { customer_id: 1, phone_number: "9812345678", full_name: "Asha Rao", account_status: "active" },
    { customer_id: 2, phone_number: "12", full_name: "No Number", account_status: "active" },
  ];
  const plans = [{ plan_id: 1, plan_name: "Super 299", plan_type: "Prepaid", price: 299.0, validity_days: 28 }];
  const sale = { transaction_id: 1, customer_id: 1, plan_id: 1, final_amount: 299.0, payment_status: "success" };
  const transactions = [{ ...sale, transaction_type: "prepaid_recharge", transaction_date: "2025-03-01T10:00:00" }];
  writeFileSync(backup, JSON.stringify({ customers: people, plans, transactions, metadata: {} }));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

type Run = { code: number; out: string; err: string };

function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const own = { DATABASE_URL: database.url, NEXA_DATA_DIR: folder, AUTH_SECRET: "importing-".repeat(5), ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [path, ...args], { env: { ...process.env, ...own } }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

it("imports a backup, says what was left out and why, and leaves books that the audit passes", async () => {
  const report = join(folder, "report.jsonl");
  const { code, out, err } = await run("import.ts", [backup, "--report", report]);
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(out).toMatch(/customer +2 +1 +0 +1\n/);
  expect(out).toContain("1 customer skipped: Its phone number is none that can be called.");
  expect(out).toContain(`The report is in ${report}.`);
  expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({
    outcome: "skipped",
    kind: "customer",
    externalId: "2",
  });
  expect((await run("audit.ts", ["--settled"])).out).toMatch(/nothing found\n$/);
}, 120_000);

it("says of a second run that there is nothing new", async () => {
  const { code, out } = await run("import.ts", [backup]);
  expect(out).toContain("Nothing was imported: everything that can be is here already.");
  expect(code).toBe(0);
});

it.each([
  [[], "Name one source."],
  [["/nonexistent/backup.json"], "There is no file /nonexistent/backup.json."],
  [["postgresql://127.0.0.1:9/none"], "The database to import from cannot be read:"],
])("ends with 1 and a sentence for %j", async (args, sentence) => {
  const { code, err } = await run("import.ts", args);
  expect(err).toContain(sentence);
  expect(code).toBe(1);
});
