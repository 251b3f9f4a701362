import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { ADMIN_EMAIL, ADMIN_PASSWORD } from "../../scripts/running-nexa.fixture.ts";
import { DESK, hasBrowser, openPage, PHONE } from "./browser.fixture.ts";
import { consoleDetails, customerDetails } from "./details.fixture.ts";
import { type DemoNexa, signIn, signInCustomer, withDemo } from "./nexa.fixture.ts";
import { CONSOLE_FRONT_SCREENS, CONSOLE_SCREENS, CUSTOMER_SCREENS, FRONT_SCREENS } from "./screens.ts";

/** Set, every screen is also kept as a picture there. */
const PICTURES = process.env.NEXA_SCREENSHOTS;
const SERIOUS = new Set(["serious", "critical"]);
const BOTH = [
  { colorScheme: "light", viewport: DESK },
  { colorScheme: "dark", viewport: PHONE },
] as const;
const ALL = [...BOTH, { colorScheme: "light", viewport: PHONE }, { colorScheme: "dark", viewport: DESK }] as const;

/** Visitors have no session and nothing of their own. */
const none = async (): Promise<string[]> => [];

let nexa: DemoNexa;
let browser: Browser;

async function findingsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact !== null && impact !== undefined && SERIOUS.has(impact))
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`));
}

async function keepPicture(page: Page, path: string, { colorScheme, viewport }: (typeof ALL)[number]): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  const name = `${path.replaceAll(/\W+/g, "-").replaceAll(/^-|-$/g, "") || "home"}-${viewport.width}-${colorScheme}.png`;
  await page.screenshot({ path: join(PICTURES, name) });
}

describe.skipIf(!hasBrowser)("every screen, in both themes, on a phone and on a desk", { timeout: 240_000 }, () => {
  withDemo((...started) => {
    [nexa, browser] = started;
  });

  const kinds = [
    { who: "a visitor", screens: [...FRONT_SCREENS, ...CONSOLE_FRONT_SCREENS], enter: none, details: none },
    { who: "a customer", screens: CUSTOMER_SCREENS, enter: signInCustomer, details: customerDetails },
    {
      who: "an owner",
      screens: CONSOLE_SCREENS,
      enter: (context: Parameters<typeof signIn>[0]) =>
        signIn(context, nexa.url, "/auth/admin/login", { email: ADMIN_EMAIL, password: ADMIN_PASSWORD }),
      details: consoleDetails,
    },
  ];
  const cases = kinds.flatMap((kind) => (PICTURES ? ALL : BOTH).map((look) => ({ ...kind, look })));

  it.each(cases)("$who finds nothing in the way ($look.colorScheme, $look.viewport.width px)", async (each) => {
    const { page, context, complaints } = await openPage(browser, { baseURL: nexa.url, ...each.look });
    await each.enter(context, nexa);
    const found: string[] = [];
    for (const path of [...each.screens, ...(await each.details(context))]) {
      await page.goto(path);
      // An open sheet hides the page's own heading and has one itself.
      await page.getByRole("heading").first().waitFor();
      await page.waitForLoadState("load");
      for (const finding of await findingsOf(page)) found.push(`${path}: ${finding}`);
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      if (scrollWidth > clientWidth) found.push(`${path}: is ${scrollWidth} px wide on ${clientWidth}`);
      await keepPicture(page, path, each.look);
    }
    await context.close();
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
