import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ADMIN_EMAIL, ADMIN_PASSWORD, type RunningNexa, startNexa } from "./running-nexa.fixture.ts";

const SCRIPT = fileURLToPath(new URL("walk.ts", import.meta.url));
let nexa: RunningNexa;

beforeAll(async () => {
  nexa = await startNexa();
});
afterAll(() => nexa.stop());

type Run = { code: number; out: string; err: string };

function walk(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

const asStaff = (password: string) => ["--url", nexa.url, "--email", ADMIN_EMAIL, "--password", password];

it("walks the whole main job through the typed clients, and leaves nothing on sale", async () => {
  const { code, out, err } = await walk(...asStaff(ADMIN_PASSWORD));
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(out).toContain("A live notice: Plan active.");
  expect(out).toMatch(/The gateway's webhook settles it: pending, then succeeded/);
  expect(out).toMatch(/\n\d+ steps, no surprise\.\n$/);
  const plans = await fetch(new URL("/customer/plans", nexa.url));
  expect(await plans.json()).toMatchObject({ data: { items: [] } });
}, 90_000);

it("ends with 1 at the first surprise, and says what it was", async () => {
  const { code, out, err } = await walk(...asStaff("not the password"));
  expect(err).toMatch(/^Staff sign in: SURPRISE: .+ \(identity\.\w+, request [\w-]{36}\)\n$/);
  expect(out).toBe("");
  expect(code).toBe(1);
});

it("says that nothing answers where no server runs", async () => {
  const { code, err } = await walk("--url", "http://127.0.0.1:9", "--email", "a@b.example", "--password", "12345678");
  expect(err).toContain("Staff sign in: SURPRISE: The server could not be reached.");
  expect(code).toBe(1);
});
