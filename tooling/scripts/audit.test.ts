import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { connectDatabase } from "@nexa/db";
import { createTestDatabase } from "@nexa/vitest/database";
import { afterAll, beforeAll, expect, it } from "vitest";

const SCRIPT = fileURLToPath(new URL("audit.ts", import.meta.url));
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Run = { code: number; text: string };

function audit(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, text: stdout + stderr });
    });
  });
}

it("ends with 0 and says how much it looked at where the books are right", async () => {
  const { code, text } = await audit(["--settled"], { DATABASE_URL: database.url });
  expect(text).toMatch(/^\d+ checks, 0 entries of the gateway's ledger, [\d.]+ s: nothing found\n$/);
  expect(code).toBe(0);
});

it("names what breaks a rule and ends with 1", async () => {
  const db = connectDatabase({ url: database.url, name: "test", maxConnections: 1 });
  await db.query({
    text: "insert into lines (id, phone, base_ends_at, created_at) values (gen_random_uuid(), '+919812345678', '2099-01-01', '2026-01-01')",
  });
  await db.close();
  const { code, text } = await audit(["--no-gateway"], { DATABASE_URL: database.url });
  expect(text).toContain("lines.baseEndsAt: ");
  expect(text).toContain("without the gateway's ledger");
  expect(code).toBe(1);
});

it("says in one line what to do where there is nothing to look at, and ends with 2", async () => {
  const { code, text } = await audit([], { DATABASE_URL: "", NEXA_DATA_DIR: "/nonexistent/nexa" });
  expect(text).toBe("There is no data folder /nonexistent/nexa. Run npm start first, or set DATABASE_URL.\n");
  expect(code).toBe(2);
});
