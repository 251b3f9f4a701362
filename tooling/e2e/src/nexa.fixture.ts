import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEMO_CUSTOMER, DEMO_STAFF } from "@nexa/db/seed/index";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, vi } from "vitest";
import { type RunningNexa, startNexa } from "../../scripts/running-nexa.fixture.ts";
import { findDemoPassword } from "../../scripts/start/data-folder.ts";
import { seedDemoData } from "../../scripts/start/seed-demo-data.ts";
import { buildWebApps } from "../../scripts/start/web-apps.ts";
import { openBrowser } from "./browser.fixture.ts";

const workspaceRoot = fileURLToPath(new URL("../../../", import.meta.url));

const READY_IN_MS = 240_000;
const CODE_IN_MS = 15_000;

export type DemoNexa = RunningNexa & { password: string };

/** The whole product with its demo data and both web apps built, as `npm start` has it. */
async function startDemo(): Promise<DemoNexa> {
  await buildWebApps(workspaceRoot);
  const nexa = await startNexa(seedDemoData);
  return { ...nexa, password: findDemoPassword(nexa.dataDir) ?? "" };
}

/** Starts the demo and a browser before the tests of a block, and ends both after them. `prepare` gets them first. */
export function withDemo(prepare: (nexa: DemoNexa, browser: Browser) => void | Promise<void>): void {
  let nexa: DemoNexa | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    nexa = await startDemo();
    browser = await openBrowser();
    await prepare(nexa, browser);
  }, READY_IN_MS);
  afterAll(async () => {
    await browser?.close();
    await nexa?.stop();
  });
}

/** Gives the browser the demo customer's session, without the sign-in page. */
export function signInCustomer(context: BrowserContext, { url, password }: DemoNexa): Promise<void> {
  return signIn(context, url, "/auth/customer/login", { phoneNumber: DEMO_CUSTOMER.phone, password });
}

/** The same for a member of the demo's staff. */
export function signInStaff(
  context: BrowserContext,
  { url, password }: DemoNexa,
  role: (typeof DEMO_STAFF)[number]["role"],
): Promise<void> {
  const email = DEMO_STAFF.find((each) => each.role === role)?.email ?? "";
  return signIn(context, url, "/auth/admin/login", { email, password });
}

export async function signIn(context: BrowserContext, url: string, path: string, body: object): Promise<void> {
  const response = await context.request.post(`${url}${path}`, { data: body, headers: { origin: url } });
  if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
}

/** The newest code that was sent to the number; waits for the first. */
export async function codeSentTo(nexa: DemoNexa, phoneNumber: string): Promise<string> {
  return vi.waitFor(() => {
    const lines = readFileSync(join(nexa.dataDir, "outbox", "sms.jsonl"), "utf8")
      .split("\n")
      .filter(Boolean);
    const sent = lines.map((line) => JSON.parse(line).message).filter(({ to }) => to.endsWith(phoneNumber));
    const code = sent.map(({ text }) => /\b\d{6}\b/.exec(text)?.[0]).findLast(Boolean);
    if (code === undefined) throw new Error(`no code was sent to ${phoneNumber}`);
    return code;
  }, CODE_IN_MS);
}
