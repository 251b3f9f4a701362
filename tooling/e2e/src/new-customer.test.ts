import { DEMO_CUSTOMER } from "@nexa/db/seed/index";
import type { Browser, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser, openPage, PHONE } from "./browser.fixture.ts";
import { codeSentTo, type DemoNexa, withDemo } from "./nexa.fixture.ts";

const NILA = { phone: "9811100101", name: "Nila Rao", second: "9811100102" };
const KABIR = { phone: "9811100103", name: "Kabir Sen" };
const PASSWORD = "a quiet river 7";

let nexa: DemoNexa;
let browser: Browser;

const main = (page: Page) => page.getByRole("main");
const dialog = (page: Page) => page.getByRole("dialog");
const notices = (page: Page) => page.getByRole("region", { name: /^Messages/ });

async function register(page: Page, { phone, name }: { phone: string; name: string }): Promise<void> {
  await page.getByRole("heading", { name: "Create your account" }).waitFor();
  await page.getByLabel("Mobile number").fill(phone);
  await page.getByLabel("Full name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Home" }).waitFor({ state: "attached" });
}

/** From home in three taps: recharge, the plan, pay. */
async function recharge(page: Page, plan: RegExp): Promise<void> {
  await main(page).getByRole("link", { name: "Recharge", exact: true }).first().click();
  await main(page).getByRole("link", { name: plan }).click();
  await page.getByRole("button", { name: /^Pay ₹/ }).click();
}

/** By the bar at the bottom, as a thumb does. */
const goTo = (page: Page, place: string) => page.getByRole("navigation").getByRole("link", { name: place }).click();

describe.skipIf(!hasBrowser)("a new customer, who has read nothing", { timeout: 180_000 }, () => {
  withDemo((...started) => {
    [nexa, browser] = started;
  });

  it("registers, recharges, queues, reorders, links, adds a line, goes postpaid, pays, refers, and is told live", async () => {
    const { page, complaints } = await openPage(browser, { baseURL: nexa.url, viewport: PHONE });
    await page.goto("/");
    await page.getByRole("link", { name: "Create an account" }).click();
    await register(page, NILA);

    await recharge(page, /^Unlimited 299/);
    await page.getByText("Unlimited 299 is running").waitFor();
    await notices(page).getByText("Unlimited 299 is now active").waitFor();

    await page.getByRole("link", { name: "Done" }).click();
    await queueSecond(page, "Unlimited 199");
    await queueSecond(page, "Unlimited 249");
    await reorder(page);
    await linkFamily(page);
    await addLine(page);
    await goPostpaidAndPay(page);
    const friend = await referFriend(page);

    expect(complaints).toEqual([]);
    expect(friend).toEqual([]);
  });
});

/** The number runs a plan, so the next one waits, and the quote says so before anybody pays. */
async function queueSecond(page: Page, plan: string): Promise<void> {
  await main(page).getByRole("link", { name: "Recharge", exact: true }).first().click();
  await page.getByRole("link", { name: "Change plan" }).click();
  await main(page)
    .getByRole("link", { name: new RegExp(`^${plan}`) })
    .first()
    .click();
  await page.getByText(/^Starts .+, after the plans before it/).waitFor();
  await page.getByRole("button", { name: /^Pay ₹/ }).click();
  await page.getByText(`${plan} is waiting`).waitFor();
  await page.getByRole("link", { name: "Done" }).click();
}

async function reorder(page: Page): Promise<void> {
  await main(page)
    .getByRole("link", { name: /^Next: Unlimited 199/ })
    .click();
  await page.getByRole("button", { name: "Move Unlimited 249 earlier" }).click();
  await page.getByText("The order is saved").waitFor();
  const waiting = page.getByRole("list", { name: "When your plans run" }).getByRole("heading");
  expect(await waiting.allTextContents()).toEqual(["Unlimited 249", "Unlimited 199"]);
}

async function linkFamily(page: Page): Promise<void> {
  await goTo(page, "Family");
  await page.getByRole("link", { name: "Add a number" }).first().click();
  await dialog(page).getByLabel("Mobile number").fill(DEMO_CUSTOMER.phone);
  await dialog(page).getByLabel("What you call it").fill("Ananya");
  await page.getByRole("button", { name: "Send request" }).click();
  await dialog(page)
    .getByLabel("Code")
    .fill(await codeSentTo(nexa, DEMO_CUSTOMER.phone));
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await main(page).getByText("Linked", { exact: true }).waitFor();
}

async function addLine(page: Page): Promise<void> {
  await goTo(page, "You");
  await main(page).getByRole("link", { name: "My numbers" }).click();
  await page.getByRole("button", { name: "Add a number" }).click();
  await dialog(page).getByLabel("Mobile number").fill(NILA.second);
  await page.getByRole("button", { name: "Send code" }).click();
  await dialog(page)
    .getByLabel("Code")
    .fill(await codeSentTo(nexa, NILA.second));
  await dialog(page).getByRole("button", { name: "Add a number" }).click();
  await page.getByText("The number is added.").waitFor();
}

/** A plan that is given up at once is billed at once, so the bill need not be waited for. */
async function goPostpaidAndPay(page: Page): Promise<void> {
  await goTo(page, "You");
  await main(page).getByRole("link", { name: "Postpaid and bills" }).click();
  await page.getByRole("link", { name: "Choose a plan" }).click();
  await main(page).getByRole("button", { name: "Activate" }).first().click();
  // The number without a plan is chosen already.
  await dialog(page).getByRole("button", { name: "Activate" }).click();
  await main(page).getByText("Active", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Cancel the plan" }).click();
  await dialog(page).getByRole("button", { name: "Cancel the plan" }).click();
  await main(page)
    .getByRole("heading", { name: /^Bill B-/ })
    .waitFor();
  await page.getByRole("button", { name: /^Pay ₹/ }).click();
  await page.getByText("Paid. Thank you.").waitFor();
}

/** The friend joins by the shared link and recharges; whoever shared it sees the reward come, wherever she looks. */
async function referFriend(page: Page): Promise<readonly string[]> {
  await goTo(page, "You");
  await main(page).getByRole("link", { name: "Refer a friend" }).click();
  const code = await main(page)
    .getByText(/^[A-Z0-9]{8}$/)
    .textContent();
  const friend = await openPage(browser, { baseURL: nexa.url, viewport: PHONE });
  await friend.page.goto(`/register?code=${code}`);
  await register(friend.page, KABIR);
  await recharge(friend.page, /^Unlimited 299/);
  await friend.page.getByText("Unlimited 299 is running").waitFor();
  await main(page).getByText("For a friend who joined").waitFor();
  await main(page).getByText("Recharged", { exact: true }).waitFor();
  return friend.complaints;
}
