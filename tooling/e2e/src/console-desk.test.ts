import type { Browser, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { ADMIN_EMAIL, ADMIN_PASSWORD } from "../../scripts/running-nexa.fixture.ts";
import { type Complaints, DESK, hasBrowser, openPage, PHONE } from "./browser.fixture.ts";
import { type DemoNexa, signIn, signInCustomer, withDemo } from "./nexa.fixture.ts";

const COLLEAGUE = { fullName: "Kavya Menon", email: "kavya.menon@nexa.local", password: "a first password" };
const SEARCH = "/plans?q=Weekend+57";
const LOADED_MS = 3_000;
/** The worker looks for what is to be sent every few seconds. */
const BROADCAST_MS = 45_000;

let nexa: DemoNexa;
let browser: Browser;
let owner: Page;
let customer: Page;
const complaints: Complaints[] = [];

async function open(viewport: typeof DESK): Promise<Page> {
  const opened = await openPage(browser, { baseURL: nexa.url, viewport });
  complaints.push(opened.complaints);
  return opened.page;
}

const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog");
const press = (within: Page | ReturnType<typeof dialog>, name: string) =>
  within.getByRole("button", { name, exact: true }).click();

/** Opens the customer's page until it shows the text: the server answers such reads from memory, at most two seconds old. */
async function showsCustomers(path: string, text: string): Promise<void> {
  const isShown = async () => {
    await customer.goto(path);
    const shown = customer.getByRole("main").getByText(text).first();
    return shown.waitFor({ timeout: LOADED_MS }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(isShown, { timeout: 20_000 }).toBe(true);
}

describe.skipIf(!hasBrowser)("the desk of those who run the offering", { timeout: 60_000 }, () => {
  withDemo(async (...started) => {
    [nexa, browser] = started;
    owner = await open(DESK);
    await signIn(owner.context(), nexa.url, "/auth/admin/login", { email: ADMIN_EMAIL, password: ADMIN_PASSWORD });
    customer = await open(PHONE);
    await signInCustomer(customer.context(), nexa);
  });

  it("shows customers the card that was written, with the words it was changed to", async () => {
    await owner.goto("/console/content?kind=carousel&locale=en");
    await press(owner, "New card");
    await owner.getByLabel("Title", { exact: true }).fill("Monsoon nights");
    await owner.getByLabel("Button", { exact: true }).fill("See them all");
    await owner.getByLabel("Leads to").selectOption("link");
    await owner.getByLabel("Link", { exact: true }).fill("/plans");
    await press(owner, "Add a field");
    await owner.getByLabel("Name", { exact: true }).fill("badge");
    await owner.getByLabel("Value", { exact: true }).fill("new");
    await owner.getByLabel("Published").check();
    await press(owner, "Save and publish");
    await owner.getByText("Saved and published.").waitFor();

    await showsCustomers("/", "Monsoon nights");

    await owner.getByText("Monsoon nights").first().click();
    await expect.poll(() => owner.getByLabel("Value", { exact: true }).inputValue(), { timeout: 10_000 }).toBe("new");
    await owner.getByLabel("Title", { exact: true }).fill("Winter nights");
    await press(owner, "Save and publish");
    await owner.getByRole("button", { name: "Delete Winter nights" }).waitFor();
    await showsCustomers("/", "Winter nights");
    await customer.getByRole("link", { name: "See them all" }).click();
    await customer.waitForURL("**/plans");
  });

  it("follows a broadcast to its last recipient, who reads it", async () => {
    await owner.goto("/console/notifications/new");
    await owner.getByLabel("To", { exact: true }).selectOption("everyone");
    await owner.getByLabel("Title in English").fill("Maintenance tonight");
    await owner.getByLabel("Text in English").fill("Calls may drop between two and three in the morning.");
    await owner.getByText(/^Reaches \d+ customers$/).waitFor();
    await press(owner, "Send");
    await press(dialog(owner), "Send");
    await heading(owner, "Maintenance tonight").waitFor();
    await owner.getByText("Completed", { exact: true }).waitFor({ timeout: BROADCAST_MS });
    expect(await owner.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("100");
    const [, reached, expected] =
      /(\d+) of (\d+) reached/.exec((await owner.getByRole("main").textContent()) ?? "") ?? [];
    expect(Number(reached)).toBeGreaterThan(100);
    expect(reached).toBe(expected);
    await owner.getByRole("table", { name: "Recipients" }).getByText("SMS · Sent").first().waitFor();

    await owner.goto("/console/notifications?view=single&type=promotional");
    await owner.getByRole("table", { name: "Single notifications" }).getByText("Message").first().click();
    await heading(owner, "Maintenance tonight").waitFor();

    await customer.goto("/notifications");
    await customer.getByText("Maintenance tonight").waitFor();
  });

  it("sells a plan from when it is made until it is withdrawn", async () => {
    await owner.goto("/console/catalog/plans");
    await press(owner, "New plan");
    const form = dialog(owner);
    await form.getByLabel("Name", { exact: true }).fill("Weekend 57");
    await form.getByLabel("Category", { exact: true }).selectOption({ label: "Unlimited" });
    await form.getByLabel("Price", { exact: true }).fill("57");
    await form.getByLabel("Validity", { exact: true }).fill("2");
    await form.getByLabel("Data in all", { exact: true }).fill("4");
    await form.getByLabel("Data a day", { exact: true }).fill("5");
    await form.getByLabel("Description", { exact: true }).fill("For two days.");
    await press(form, "Create plan");
    await form.getByText("Enter 4 or less").waitFor();
    await form.getByLabel("Data a day", { exact: true }).fill("2");
    await press(form, "Create plan");
    await owner.getByText("Weekend 57 was created and is on sale.").waitFor();
    await showsCustomers(SEARCH, "Weekend 57");

    await press(dialog(owner), "Take off sale");
    await press(owner.getByRole("dialog", { name: "Take Weekend 57 off sale?" }), "Take off sale");
    await owner.getByText("Weekend 57 is off sale.").waitFor();
    await showsCustomers(SEARCH, "No plan fits");

    await owner.goto("/console/catalog/plans?kind=topup");
    await owner.getByRole("table").getByText("Data 19", { exact: true }).waitFor();
    expect(await owner.getByRole("table").getByText("Unlimited 299", { exact: true }).count()).toBe(0);
  });

  it("gives a new colleague what the role may, and nothing else", async () => {
    await owner.goto("/console/staff");
    await press(owner, "Add staff");
    const form = dialog(owner);
    await form.getByLabel("Full name").fill(COLLEAGUE.fullName);
    await form.getByLabel("E-mail").fill(COLLEAGUE.email);
    await form.getByLabel("Role").selectOption("content");
    await form.getByLabel("First password").fill(COLLEAGUE.password);
    await press(form, "Add");
    await owner.getByText(`${COLLEAGUE.fullName} can sign in now.`).waitFor();

    const colleague = await open(DESK);
    await colleague.goto("/console/sign-in");
    await colleague.getByLabel("E-mail").fill(COLLEAGUE.email);
    await colleague.getByLabel("Password").fill(COLLEAGUE.password);
    await press(colleague, "Sign in");
    const navigation = colleague.getByRole("navigation", { name: "Console" });
    await navigation.getByRole("link").first().waitFor();
    expect(await navigation.getByRole("link").allTextContents()).toEqual([
      "Dashboard",
      ...["Plans", "Categories", "Offers", "Content"],
    ]);
    await colleague.goto("/console/catalog/plans");
    await colleague.getByRole("table").getByText("Unlimited 299").waitFor();
    expect(await colleague.getByRole("button", { name: "New plan" }).count()).toBe(0);
    await colleague.goto("/console/staff");
    await colleague.getByText("Staff: not open to your role").waitFor();
    expect(await colleague.getByRole("button", { name: "Add staff" }).count()).toBe(0);
  });

  it("leaves no complaint in any console", () => {
    expect(complaints.flat()).toEqual([]);
  });
});
