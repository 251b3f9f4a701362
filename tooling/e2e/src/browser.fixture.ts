import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "./find-chromium.ts";

export const PHONE = { width: 360, height: 780 };
export const DESK = { width: 1440, height: 900 };

/** Whether there is a browser to run journeys in. */
export const hasBrowser = findChromium() !== null;

export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("there is no Chromium here");
  // Chromium keeps its sandbox from root, as whom the tests run in containers.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** What the browser had to say against a page. Empty at the end of every journey. */
export type Complaints = string[];

/** A page of its own browser profile, whose console is listened to. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions & { baseURL: string },
): Promise<{ page: Page; context: BrowserContext; complaints: Complaints }> {
  const context = await browser.newContext({ locale: "en-IN", timezoneId: "Asia/Kolkata", ...options });
  const page = await context.newPage();
  const complaints: Complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  return { page, context, complaints };
}
