import { DEMO_CUSTOMER } from "@nexa/db/seed/index";
import type { BrowserContext } from "playwright-core";

type Found = Record<string, string> & { customer?: { id: string } };

const CUSTOMER_TABS = ["timeline", "lines", "plans", "money", "postpaid", "family", "referrals", "notices", "sessions"];

/** The first of a list, as the typed client of an app would get it. */
async function firstOf(context: BrowserContext, path: string, input: object): Promise<Found> {
  const response = await context.request.get(`/trpc/${path}`, { params: { input: JSON.stringify({ json: input }) } });
  if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
  const [first] = (await response.json()).result.data.json.items;
  if (first === undefined) throw new Error(`${path} has nothing`);
  return first;
}

/** One page for each kind of thing that the console shows by itself. */
export async function consoleDetails(context: BrowserContext): Promise<string[]> {
  const admin = (path: string, input: object = { limit: 1 }) => firstOf(context, `admin/${path}`, input);
  const customer = await admin("customers.list", { limit: 1, search: DEMO_CUSTOMER.phone });
  const activation = await admin("postpaid.listActivations");
  const paths = [
    ...CUSTOMER_TABS.map((tab) => `customers/${customer.id}?tab=${tab}`),
    `transactions/${(await admin("transactions.list")).id}`,
    `postpaid/bills/${(await admin("postpaid.listBills")).number}`,
    `postpaid/${activation.customer?.id}/${activation.id}`,
    `catalog/plans/${(await admin("catalog.listPlans")).id}`,
    `audit/${(await admin("audit.list")).id}`,
    `jobs/${(await admin("jobs.list", {})).name}`,
  ];
  return paths.map((path) => `/console/${path}`);
}

/** The same of the customer app. */
export async function customerDetails(context: BrowserContext): Promise<string[]> {
  const mine = (path: string, input: object = {}) => firstOf(context, `customer/${path}`, { limit: 1, ...input });
  const plan = await mine("catalog.listPlans", { type: "prepaid" });
  return [
    `/activity/${(await mine("transactions.list")).id}`,
    `/plans?plan=${plan.id}`,
    `/recharge?plan=${plan.id}`,
    `/postpaid/bills/${(await mine("postpaid.listBills")).id}`,
  ];
}
