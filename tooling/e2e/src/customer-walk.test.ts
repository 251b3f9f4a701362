import { DEMO_CUSTOMER } from "@nexa/db/seed/index";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { type Complaints, hasBrowser, openPage, PHONE } from "./browser.fixture.ts";
import { codeSentTo, type DemoNexa, withDemo } from "./nexa.fixture.ts";

const NEW_PASSWORD = "four quiet words here";

let nexa: DemoNexa;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: Complaints;

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });

describe.skipIf(!hasBrowser)("a customer looks after the account", { timeout: 60_000 }, () => {
  withDemo(async (...started) => {
    [nexa, browser] = started;
    ({ page, context, complaints } = await openPage(browser, { baseURL: nexa.url, viewport: PHONE }));
    page.setDefaultTimeout(10_000);
  });

  it("sets a new password with a code, and reads in Hindi why a wrong one is refused", async () => {
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await page.getByRole("button", { name: "हिन्दी में देखें" }).click();
    await page.getByLabel("मोबाइल नंबर").fill(DEMO_CUSTOMER.phone);
    await button("कोड भेजें").click();
    const code = page.getByLabel("SMS में आया कोड");
    await code.waitFor();
    const right = await codeSentTo(nexa, DEMO_CUSTOMER.phone);
    await code.fill(right === "000000" ? "000001" : "000000");
    await page.getByLabel("नया पासवर्ड").fill(NEW_PASSWORD);
    await button("सहेजें और साइन इन करें").click();
    await page.getByRole("alert").filter({ hasText: "यह कोड गलत है या अब मान्य नहीं है।" }).waitFor();
    // The browser itself notes every refused request.
    expect(complaints.splice(0)).toEqual([expect.stringContaining("422")]);
    await button("View in English").click();
    await page.getByLabel("Code from the SMS").fill(right);
    await button("Save and sign in").click();
    await page.getByRole("heading", { name: "Home" }).waitFor();
  });

  it("keeps what the customer wants to be told, and when not", async () => {
    await page.goto("/notifications/preferences");
    const half = button("SMS: Half of the data used");
    await half.click();
    await page.getByLabel("When", { exact: true }).selectOption({ label: "My own hours" });
    await page.getByLabel("From", { exact: true }).fill("21:30");
    await page.getByLabel("Until", { exact: true }).fill("06:15");
    await button("Save").click();
    await page.getByText("Your quiet hours are saved.").waitFor();
    await page.reload();
    await half.waitFor();
    expect(await half.getAttribute("aria-pressed")).toBe("false");
    expect(await button("Push: Half of the data used").getAttribute("aria-pressed")).toBe("true");
    expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe("21:30");
    expect(await page.getByLabel("Until", { exact: true }).inputValue()).toBe("06:15");
  });

  it("lets somebody see the number, and ends that", async () => {
    await page.goto("/family");
    await button("Accept").click();
    const holders = page.getByRole("region", { name: "Who sees your numbers" });
    await holders.getByText("sees +91 98765 43210").waitFor();
    await holders.getByRole("button", { name: "End access" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End access" }).click();
    await page.getByText("The access has ended.").waitFor();
    await holders.waitFor({ state: "detached" });
  });

  it("cancels a postpaid plan, whose last bill follows", async () => {
    await page.goto("/postpaid");
    await button("Cancel the plan").click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel the plan" }).click();
    await page.waitForURL(/\/postpaid\/bills\/./);
    await page.getByRole("heading", { name: /^Bill B-/ }).waitFor();
    await page.goto("/postpaid");
    await page.getByText("You have no postpaid plan").waitFor();
    expect(await page.getByRole("link", { name: /^Pay ₹/ }).count()).toBe(2);
  });

  it("finds nothing to complain of in the browser's console", async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
});
