import { randomUUID } from "node:crypto";
import { newId, PARTNER_SCOPES } from "@nexa/contracts";
import { customerSessions, lineOwnerships, lines, linkedAccounts } from "@nexa/db";
import type { AnyTRPCProcedure } from "@trpc/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminRouter } from "./admin-router.ts";
import { sealAuditEvents } from "./audit/index.ts";
import { forgetCatalog, getCatalog } from "./catalog/index.ts";
import { createCarousel, createFaq, createHeader } from "./content/index.ts";
import { type Actor, type AdminActor, withTransaction } from "./context.ts";
import { customerRouter } from "./customer-router.ts";
import { publishJobs } from "./jobs/index.ts";
import { sendNotification } from "./notifications/broadcasts/send-notification.ts";
import { runBroadcasts, sequenceNotices } from "./notifications/index.ts";
import { partnerRouter } from "./partner-router.ts";
import { sell } from "./partners/sales.fixture.ts";
import { runBills } from "./postpaid/billing/index.ts";
import { refundTransaction } from "./recharge/index.ts";
import { recharge, refer } from "./recharge/recharge.fixture.ts";
import type { Runtime } from "./runtime.ts";
import { startTask } from "./tasks/index.ts";
import {
  aPhone,
  contextOf,
  createTestCore,
  type TestCore,
  type TestCustomer,
  type TestPartner,
  type TestPlan,
} from "./testing/index.ts";
import { giveAddon, givePostpaid, giveSecondary } from "./usage/usage.fixture.ts";

/** Statements of each read, begin and commit included, once caches are warm: as many for a page of one row as for a full one. */
const CUSTOMER_READS: Record<string, [statements: number, input?: object]> = {
  "identity.listSessions": [1],
  "customers.getProfile": [1],
  "lines.list": [1],
  "linkedAccounts.list": [5],
  "linkedAccounts.listIncoming": [1],
  "catalog.listCategories": [0],
  "settings.operator": [0],
  "catalog.listPlans": [0],
  "catalog.getPlan": [0, { planId: "" }],
  "catalog.listOffers": [0],
  "content.get": [0],
  "content.listHeaders": [0],
  "content.listCarousels": [0],
  "content.listFaqs": [0, { search: "plan" }],
  "recharge.quote": [2, { planId: "", recipientPhoneNumber: "+919812345678", paymentMethod: "upi" }],
  "transactions.list": [1],
  "transactions.get": [2, { transactionId: "" }],
  "referrals.listMine": [2],
  "referrals.listDiscounts": [1],
  "subscriptions.listActive": [3],
  "subscriptions.listQueue": [3],
  "subscriptions.listHistory": [3],
  "usage.get": [7],
  "usage.history": [2],
  "postpaid.listPlans": [0],
  "postpaid.listAddonPlans": [0],
  "postpaid.getActivation": [6],
  "postpaid.getUsage": [6, { activationId: "" }],
  "postpaid.listAddons": [3, { activationId: "" }],
  "postpaid.listSecondaryNumbers": [3, { activationId: "" }],
  "postpaid.getBill": [6, { activationId: "" }],
  "postpaid.listBills": [3],
  "notifications.list": [3],
  "notifications.listDevices": [1],
  "notifications.stats": [2],
  "notifications.getPreferences": [1],
};
const STAFF_READS: Record<string, [statements: number, input?: object]> = {
  "identity.listSessions": [1],
  "identity.getProfile": [1],
  "identity.listAdmins": [1],
  "customers.list": [1],
  "customers.stats": [0],
  "customers.get": [3, { customerId: "" }],
  "customers.timeline": [2, { customerId: "" }],
  "settings.get": [0],
  "settings.listChanges": [1],
  "settings.operator": [0],
  "catalog.listCategories": [0],
  "catalog.listPlans": [0],
  "catalog.listOffers": [0],
  "catalog.listActiveOffers": [0],
  "catalog.calculateDiscount": [0, { planId: "", discountPercent: 10 }],
  "content.listHeaders": [0],
  "content.getHeader": [0, { headerId: "" }],
  "content.listCarousels": [0],
  "content.listFaqs": [0, { search: "plan" }],
  "content.getOverview": [1],
  "transactions.list": [1],
  "transactions.get": [4, { transactionId: "" }],
  "linkedAccounts.list": [1],
  "linkedAccounts.listOfCustomer": [2, { customerId: "" }],
  "referrals.list": [2],
  "referrals.listUsageLogs": [3, { referralId: "" }],
  "referrals.getStats": [2],
  "referrals.getOfCustomer": [5, { customerId: "" }],
  "subscriptions.listActive": [1],
  "subscriptions.listQueue": [1],
  "postpaid.listActivations": [3],
  "postpaid.validateSecondaries": [2, { activationId: "" }],
  "postpaid.getCustomerHistory": [10, { customerId: "" }],
  "postpaid.listBills": [4],
  "postpaid.listDuePayments": [4],
  "notifications.list": [2],
  "notifications.stats": [2],
  "notifications.automatedStats": [2],
  "notifications.listBroadcasts": [1],
  "notifications.getBroadcast": [3, { broadcastId: "" }],
  "notifications.listBroadcastRecipients": [2, { broadcastId: "" }],
  "analytics.dashboard": [5],
  "analytics.revenue": [3],
  "analytics.customerGrowth": [4],
  "analytics.referralTrend": [3],
  "analytics.planPerformance": [2],
  "audit.list": [1],
  "audit.verify": [4],
  "tasks.list": [1],
  "backups.list": [2],
  "backups.listRestores": [1],
  "backups.getSchedule": [1],
  "backups.getScheduleOptions": [0],
  "backups.getStats": [4],
  "tasks.get": [1, { taskId: "" }],
  "jobs.list": [2],
  "jobs.listRuns": [2, { jobName: "audit.seal" }],
  "partners.listApiKeys": [1],
};
const PARTNER_READS: typeof CUSTOMER_READS = {
  "catalog.listPlans": [0],
  "transactions.get": [2, { transactionId: "" }],
};
/** What the caches of catalogue and settings ask once a second, whoever calls, and what is asked of the content store. */
const OF_CACHES = /catalog_version|operator_settings|content_/;

let core: TestCore;
let counted: { runtime: Runtime; count: () => number };
let customer: TestCustomer;
let staff: AdminActor;
let plan: TestPlan;
let partner: TestPartner;
let transactionId: string;
let soldId: string;
let referralId: string;
let broadcastId: string;
let taskId: string;
let activationId: string;
let headerId: string;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z"), config: { rateLimits: "off" } });
  counted = countStatements(core.another());
  customer = await core.customer();
  staff = (await core.admin("owner")).actor;
  partner = await core.partner(PARTNER_SCOPES);
  plan = await core.plan({ validityDays: 1 });
  activationId = await aSharedPlan();
  headerId = (await createHeader(core.as(staff), { locale: "en", title: "Hello", state: "published" })).id;
  await publishJobs(core.job(), [{ name: "audit.seal", schedule: { pattern: "* * * * *" }, expireSeconds: 60 }]);
  await grow(1);
});
afterAll(() => core.close());

/** A server that counts what it asks of the database, whichever way. */
function countStatements(runtime: Runtime): typeof counted {
  let statements = 0;
  const { hot, pool } = runtime.db;
  pool.on("connect", (client) => {
    const query = client.query.bind(client);
    const counting = (...args: Parameters<typeof query>) => {
      if (!OF_CACHES.test(JSON.stringify(args[0]))) statements += 1;
      return query(...args);
    };
    Object.assign(client, { query: counting });
  });
  const query: typeof hot.query = (statement) => {
    statements += 1;
    return hot.query(statement);
  };
  Object.assign(runtime.db, { hot: { query } });
  return { runtime, count: () => statements };
}

/** Gives the customer, and so staff, `rows` more of everything that lists show. */
async function grow(rows: number): Promise<void> {
  const { orm } = core.runtime.db;
  const finance = await core.admin("finance");
  // What earlier calls queued has run by then: a queue holds a dozen plans.
  core.clock.advance(14 * 86_400_000);
  for (let row = 0; row < rows; row += 1) {
    core.clock.advance(60_000);
    const now = core.clock.now();
    const [lineId, phone, referee] = [newId(now), aPhone(), await core.customer()];
    await orm.insert(lines).values({ id: lineId, phone, ownerId: customer.id, createdAt: now });
    await orm.insert(lineOwnerships).values({ id: newId(now), lineId, customerId: customer.id, since: now });
    await orm.insert(customerSessions).values({
      ...{ id: newId(now), userId: customer.id, secretHash: randomUUID(), channel: "token" },
      ...{ createdAt: now, lastUsedAt: now, expiresAt: new Date(now.getTime() + 86_400_000) },
    });
    referralId = (await refer(core, customer, referee)).referralId;
    await createCarousel(core.as(staff), { locale: "en", title: `Card ${row}`, planId: plan.id, state: "published" });
    await createFaq(core.as(staff), { locale: "en", question: `Plan ${row}?`, answer: "Yes.", state: "published" });
    const retire = "update referral_codes set retired_at = created_at where owner_id = $1";
    await core.runtime.db.query({ text: retire, values: [customer.id] });
    await recharge(referee, plan.id);
    await recharge(customer, plan.id);
    await recharge(customer, plan.id, { recipientPhoneNumber: aPhone() });
    const paid = await recharge(customer, plan.id, { recipientPhoneNumber: phone });
    transactionId = paid.transaction.id;
    const wish = { transactionId, amountMinor: 100, reason: "Sold by mistake", idempotencyKey: randomUUID() };
    await refundTransaction(finance, wish);
    const sold = await sell(await core.partner(PARTNER_SCOPES, partner.id), plan);
    soldId = sold.transaction.id;
    await core.admin("support");
    await core.plan();
  }
  await growLinks(rows);
  await growBroadcasts(rows);
  taskId = (await withTransaction(core.job(), (tx) => startTask(tx, { kind: "backup", params: {} }))).id;
  await growPostpaid(rows);
  await sequenceNotices(core.job());
  await sealAuditEvents(core.job());
  forgetCatalog(counted);
  await getCatalog(contextOf(counted.runtime, { kind: "system" }));
}

/** Gives the customer `rows` more linked numbers, each with a plan, and as many links to a number of their own. */
async function growLinks(rows: number): Promise<void> {
  for (let row = 0; row < rows; row += 1) {
    const now = core.clock.now();
    const relative = await core.customer();
    await recharge(relative, plan.id);
    const { lineId, phone } = relative;
    const link = { label: "Mum", relationship: "parent", status: "linked", linkedAt: now, requestedAt: now } as const;
    await core.runtime.db.orm.insert(linkedAccounts).values([
      { ...link, id: newId(now), customerId: customer.id, lineId, phone, expiresAt: now },
      { ...link, id: newId(now), customerId: relative.id, lineId: customer.lineId, phone, expiresAt: now },
    ]);
  }
}

/** Lets staff write to everyone `rows` times more. */
async function growBroadcasts(rows: number): Promise<void> {
  for (let row = 0; row < rows; row += 1) {
    const text = { title: "Holi offer", text: "Every plan is cheaper.", isToEveryone: true };
    broadcastId = (await sendNotification(core.as(staff), { ...text, idempotencyKey: randomUUID() })).id;
    await runBroadcasts(core.job());
  }
}

/** A postpaid plan on another number of the customer's. */
async function aSharedPlan(): Promise<string> {
  const { orm } = core.runtime.db;
  const now = core.clock.now();
  const lineId = newId(now);
  await orm.insert(lines).values({ id: lineId, phone: aPhone(), ownerId: customer.id, createdAt: now });
  await orm.insert(lineOwnerships).values({ id: newId(now), lineId, customerId: customer.id, since: now });
  return (await givePostpaid(core, { id: customer.id, lineId })).activationId;
}

/** Gives the customer `rows` more postpaid plans and bills, and the one they have as many more numbers and add-ons. */
async function growPostpaid(rows: number): Promise<void> {
  const { cancel, getActivation } = customerRouter.createCaller(customer.ctx).postpaid;
  await runBills(core.job());
  const cycleId = (await getActivation({ activationId })).items[0]?.cycle?.id ?? "";
  for (let row = 0; row < rows; row += 1) {
    await giveSecondary(core, activationId, await core.customer());
    await giveAddon(core, { activationId, cycleId }, 1024 ** 3);
    await giveSecondary(core, await aSharedPlan(), await core.customer());
    await cancel({ activationId: await aSharedPlan() });
  }
}

type Procedures = Record<string, AnyTRPCProcedure>;
const customerProcedures: Procedures = customerRouter._def.procedures as never;
const adminProcedures: Procedures = adminRouter._def.procedures as never;
const partnerProcedures: Procedures = partnerRouter._def.procedures as never;
const readsOf = (procedures: Procedures) =>
  Object.keys(procedures).filter((path) => procedures[path]?._def.type === "query");

function call(procedures: Procedures, path: string, actor: Actor, input: object): Promise<unknown> {
  const procedure = procedures[path];
  if (!procedure) throw new Error(`no procedure ${path}`);
  const ctx = contextOf(counted.runtime, actor);
  const { type } = procedure._def;
  return procedure({ ctx, path, type, getRawInput: async () => input, signal: undefined, batchIndex: 0 });
}

async function statementsOf(procedures: Procedures, path: string, actor: Actor, input: object): Promise<number> {
  await call(procedures, path, actor, input);
  const before = counted.count();
  await call(procedures, path, actor, input);
  return counted.count() - before;
}

async function measure(procedures: Procedures, reads: typeof CUSTOMER_READS, actor: Actor) {
  const found: Record<string, number> = {};
  for (const path of readsOf(procedures)) {
    const input = { ...reads[path]?.[1] };
    const ids = {
      planId: plan.id,
      transactionId: actor.kind === "partner" ? soldId : transactionId,
      referralId,
      broadcastId,
      taskId,
      activationId,
      headerId,
      customerId: customer.id,
    };
    const named = Object.entries(ids).filter(([name]) => name in input);
    found[path] = await statementsOf(procedures, path, actor, { ...input, ...Object.fromEntries(named) });
  }
  return found;
}

it.each([
  ["customers", customerProcedures, CUSTOMER_READS, () => customer.ctx.actor],
  ["staff", adminProcedures, STAFF_READS, () => staff],
  ["partners", partnerProcedures, PARTNER_READS, () => partner.ctx.actor],
] as const)("asks the database as often for one row as for many, for %s", async (_, procedures, reads, actor) => {
  const expected = Object.fromEntries(Object.entries(reads).map(([path, [statements]]) => [path, statements]));
  expect(await measure(procedures, reads, actor())).toEqual(expected);
  await grow(6);
  expect(await measure(procedures, reads, actor())).toEqual(expected);
});

it("sells a partner's recharge in two statements", async () => {
  const wish = { planId: plan.id, recipientPhoneNumber: aPhone(), paymentMethod: "upi", idempotencyKey: randomUUID() };
  const before = counted.count();
  await call(partnerProcedures, "recharge.create", partner.ctx.actor, wish);
  expect(counted.count() - before).toBe(2);
});

it("recharges in two statements, one more for a place in the queue, two more for a discount", async () => {
  const buyer = await core.customer();
  const cost = async () => {
    const { phone: recipientPhoneNumber } = buyer;
    const input = { planId: plan.id, recipientPhoneNumber, paymentMethod: "upi", idempotencyKey: randomUUID() };
    const before = counted.count();
    await call(customerProcedures, "recharge.create", buyer.ctx.actor, input);
    return counted.count() - before;
  };
  expect(await cost()).toBe(2);
  expect(await cost()).toBe(3);
  core.clock.advance(10 * 86_400_000);
  await refer(core, await core.customer(), buyer);
  // The first statement says that there is a discount, which is read, and the price is drafted anew.
  expect(await cost()).toBe(4);
});
