import { fileURLToPath } from "node:url";
import { DEMO_CUSTOMER, DEMO_STAFF } from "@nexa/db/seed/index";
import type { BrowserContext } from "playwright-core";
import { vi } from "vitest";
import { type RunningNexa, startNexa } from "../../scripts/running-nexa.fixture.ts";
import { findDemoPassword } from "../../scripts/start/data-folder.ts";
import { seedDemoData } from "../../scripts/start/seed-demo-data.ts";
import { buildWebApps } from "../../scripts/start/web-apps.ts";

const workspaceRoot = fileURLToPath(new URL("../../../", import.meta.url));

export type DemoNexa = RunningNexa & { password: string };

/** The whole product with its demo data and both web apps built, as `npm start` has it. */
export async function startDemo(): Promise<DemoNexa> {
  await buildWebApps(workspaceRoot);
  const nexa = await startNexa(seedDemoData);
  return { ...nexa, password: findDemoPassword(nexa.dataDir) ?? "" };
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

const KNOWN_DIGITS = 4;

/** The newest code that was sent to the number, as the window shows it in which the demo was started. */
export function codeSentTo({ workerTail }: DemoNexa, phoneNumber: string): Promise<string> {
  const sent = new RegExp(`SMS to \\*+${phoneNumber.slice(-KNOWN_DIGITS)}: .*?(\\d{6,8})`, "g");
  return vi.waitFor(() => [...workerTail().matchAll(sent)].at(-1)?.[1] ?? raise(`no code for ${phoneNumber}`), 15_000);
}

function raise(sentence: string): never {
  throw new Error(sentence);
}
