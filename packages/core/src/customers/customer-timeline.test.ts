import { TIMELINE_KINDS, type TimelineEntry, type TimelineKind } from "@nexa/contracts";
import { linkedAccounts } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { customerRouter } from "../customer-router.ts";
import { codeSentTo, stranger } from "../identity/codes.fixture.ts";
import { openTokens } from "../identity/index.ts";
import { link } from "../linked-accounts/links.fixture.ts";
import { partnerRouter } from "../partner-router.ts";
import { billed, pay, subscriber } from "../postpaid/billing/bill.fixture.ts";
import { recharge, refer } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { giveBack } from "../transactions/transactions.fixture.ts";
import { anEvent, aPartner, GB } from "../usage/usage.fixture.ts";
import { customersErrors } from "./errors.ts";
import { getCustomerTimeline } from "./get-customer-timeline.ts";
import { reactivateCustomer } from "./reactivate-customer.ts";
import { suspendCustomer } from "./suspend-customer.ts";

const reason = "Reported stolen phone";
const newPassword = "monsoon-kettle-42";
const nobody = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
let core: TestCore;
let staff: CoreContext<AdminActor>;
let customer: TestCustomer;

const tick = () => core.clock.advance(1_000);

/** A customer to whom something of every kind happens, one second after another. */
async function aLife(): Promise<TestCustomer> {
  const subject = await subscriber(core);
  const plan = await core.plan({ dataAllowanceBytes: GB, dailyDataLimitBytes: null, validityDays: 60 });
  const [friend, relative] = [await core.customer(), await core.customer()];
  await billed(core, subject);
  tick();
  await adminRouter.createCaller(staff).postpaid.suspend({ activationId: subject.activationId, reason });
  tick();
  const prepaid = await anotherLine(subject);
  tick();
  const { transaction } = await recharge(subject, plan.id, { recipientPhoneNumber: prepaid });
  tick();
  await partnerRouter
    .createCaller(await aPartner(core))
    .usage.ingest({ events: [anEvent(core, prepaid, { amount: GB })] });
  tick();
  await giveBack(core, transaction.id, 1_000);
  tick();
  await link(core, subject, relative.phone);
  tick();
  await link(core, friend, prepaid);
  tick();
  await refer(core, subject, friend);
  tick();
  await suspendCustomer(staff, { customerId: subject.id, reason });
  tick();
  await reactivateCustomer(staff, { customerId: subject.id, reason: "Phone found" });
  tick();
  await adminRouter.createCaller(staff).customers.sendReset({ customerId: subject.id });
  const reset = { phoneNumber: subject.phone, code: await codeSentTo(core, subject.phone), newPassword };
  await customerRouter.createCaller(stranger(core)).identity.resetPassword(reset);
  tick();
  await openTokens(stranger(core), { kind: "customer", userId: subject.id });
  return subject;
}

async function anotherLine(of: TestCustomer, phoneNumber = aPhone()): Promise<string> {
  const { lines } = customerRouter.createCaller(of.ctx);
  const { lineId } = await lines.request({ phoneNumber });
  await lines.confirm({ lineId, code: await codeSentTo(core, phoneNumber) });
  return phoneNumber;
}

const timeline = async (kinds?: TimelineKind[], of = customer.id) =>
  (await getCustomerTimeline(staff, { customerId: of, limit: 500, ...(kinds ? { kinds } : {}) })).items;

const eventsOf = (entries: readonly TimelineEntry[]) => entries.map((entry) => entry.event);

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-10T10:00:00Z"), config: { rateLimits: "off" } });
  staff = await core.admin("support");
  customer = await aLife();
});
afterAll(() => core.close());

it("tells everything that happened to a customer, newest first", async () => {
  const entries = await timeline();
  expect(new Set(entries.map((entry) => entry.kind))).toEqual(new Set(TIMELINE_KINDS));
  const instants = entries.map((entry) => entry.at);
  expect(instants).toEqual(instants.toSorted().toReversed());
  expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
});

it("tells any two kinds together", async () => {
  const all = await timeline();
  for (const one of TIMELINE_KINDS) {
    for (const other of TIMELINE_KINDS) {
      const both = all.filter((entry) => entry.kind === one || entry.kind === other);
      expect(await timeline([one, other])).toEqual(both);
    }
  }
});

it("tells each kind with what its title needs and what it is about", async () => {
  const [newest] = await timeline(["transaction"]);
  expect(newest).toMatchObject({
    event: "refund_adjustment",
    facts: { reference: expect.stringMatching(/^RF-/), finalAmountMinor: 1_000, currency: "INR", status: "succeeded" },
    subject: { kind: "transaction" },
  });
  expect(await timeline(["security"])).toMatchObject([
    { event: "identity.passwordReset", subject: { kind: "customer", id: customer.id } },
  ]);
  expect(await timeline(["staff_action"])).toMatchObject([
    { event: "customers.sendReset" },
    { event: "customers.reactivate", facts: { reason: "Phone found", actorName: "Meera Iyer", actorKind: "admin" } },
    { event: "customers.suspend", subject: { kind: "customer", id: customer.id }, facts: { reason } },
  ]);
  expect(await timeline(["subscription"])).toMatchObject([
    { event: "activated", facts: { isTopup: false, actorKind: "customer" } },
  ]);
  expect(eventsOf(await timeline(["usage_alert"]))).toEqual(expect.arrayContaining(["data_exhausted"]));
  expect(eventsOf(await timeline(["notice"]))).not.toContain("data_exhausted");
  expect(await timeline(["referral"])).toMatchObject([{ event: "used", facts: { role: "referrer" } }]);
  expect(await timeline(["bill"])).toMatchObject([
    { event: "bill_issued", subject: { kind: "bill" }, facts: { currency: "INR" } },
  ]);
  expect(await timeline(["postpaid"])).toMatchObject([{ event: "suspended", subject: { kind: "activation" } }]);
  expect(eventsOf(await timeline(["link"]))).toEqual(["linked", "requested", "linked", "requested"]);
  expect((await timeline(["link"])).map((entry) => entry.facts.direction)).toEqual([
    "incoming",
    "incoming",
    "outgoing",
    "outgoing",
  ]);
  expect(await timeline(["sign_in"])).toMatchObject([{ event: "signed_in", facts: { channel: "token" } }]);
});

it("writes instants as everywhere: ISO-8601 in UTC with Z", async () => {
  const facts = (await timeline()).flatMap((entry) => Object.entries(entry.facts));
  const instants = facts.filter(([name, value]) => name.endsWith("At") && value !== null);
  expect(instants.length).toBeGreaterThan(10);
  for (const [, value] of instants) expect(new Date(String(value)).toISOString()).toBe(value);
});

it("pages without gap or repeat, whatever the page's size and the kinds", async () => {
  for (const kinds of [undefined, ["link"], ["link", "notice", "transaction"]] as (TimelineKind[] | undefined)[]) {
    const whole = await timeline(kinds);
    for (const limit of [1, 3, 7]) {
      const seen: TimelineEntry[] = [];
      let cursor: string | undefined;
      do {
        const page = await getCustomerTimeline(staff, {
          customerId: customer.id,
          limit,
          cursor,
          ...(kinds ? { kinds } : {}),
        });
        seen.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(whole);
    }
  }
});

it("holds every kind apart: the kinds one by one make the whole", async () => {
  const parts = [];
  for (const kind of TIMELINE_KINDS) {
    const entries = await timeline([kind]);
    expect(new Set(entries.map((entry) => entry.kind)).size).toBeLessThanOrEqual(1);
    parts.push(...entries);
  }
  expect(parts.map((entry) => entry.id).toSorted()).toEqual((await timeline()).map((entry) => entry.id).toSorted());
});

it("never shows a code, nor what another owner of a number did", async () => {
  const [one, next] = [await core.customer(), await core.customer()];
  const phoneNumber = await anotherLine(one);
  await recharge(one, (await core.plan({ validityDays: 1 })).id, { recipientPhoneNumber: phoneNumber });
  const code = await codeSentTo(core, phoneNumber);
  core.clock.advance(2 * 86_400_000);
  const [line] = await core.runtime.db.query<{ id: string }>({
    text: "select id from lines where phone = $1",
    values: [phoneNumber],
  });
  await customerRouter.createCaller(one.ctx).lines.giveUp({ lineId: line?.id ?? "" });
  tick();
  await anotherLine(next, phoneNumber);
  expect(JSON.stringify(await timeline(undefined, one.id))).not.toContain(code);
  expect(eventsOf(await timeline(["subscription"], one.id))).toContain("activated");
  expect(await timeline(["subscription"], next.id)).toEqual([]);
});

it("keeps both instants of a link that was requested and granted at once", async () => {
  const [one, other] = [await core.customer(), await core.customer()];
  const id = await link(core, one, other.phone);
  const now = core.clock.now();
  const { orm } = core.runtime.db;
  await orm.update(linkedAccounts).set({ requestedAt: now, linkedAt: now }).where(eq(linkedAccounts.id, id));
  expect(eventsOf(await timeline(["link"], one.id))).toEqual(["linked", "requested"]);
});

it("refuses an unknown customer and a cursor it did not make: customers.notFound, request.badCursor", async () => {
  const of = (customerId: string, cursor?: string) => getCustomerTimeline(staff, { customerId, limit: 10, cursor });
  await expect(of(nobody)).rejects.toThrow(customersErrors.notFound());
  await expect(of(customer.id, "nonsense")).rejects.toMatchObject({ reason: "request.badCursor" });
});

it("pays a bill and tells it once as a payment and once of the bill", async () => {
  const payer = await subscriber(core);
  const bill = await billed(core, payer);
  tick();
  await pay(payer, bill.id);
  expect(eventsOf(await timeline(["bill"], payer.id))).toEqual(["bill_paid", "bill_issued"]);
  expect(eventsOf(await timeline(["transaction"], payer.id))).toEqual(["postpaid_bill_payment"]);
});
