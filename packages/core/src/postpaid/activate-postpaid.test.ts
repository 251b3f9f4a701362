import { randomUUID } from "node:crypto";
import { customerSessions, customers, postpaidActivations, postpaidCycles, postpaidEvents } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { withTransaction } from "../context.ts";
import { identityErrors } from "../identity/index.ts";
import { claimRegisteredLine, linesErrors } from "../lines/index.ts";
import { recharge } from "../recharge/recharge.fixture.ts";
import { aPhone, contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { requestErrors } from "../trpc/errors.ts";
import { postpaidErrors } from "./errors.ts";
import {
  addonPlan,
  because,
  DAY_MS,
  GB,
  lineOf,
  mainPlan,
  noticesTo,
  postpaidOf,
  reasonsOf,
  share,
  subscribed,
} from "./postpaid.fixture.ts";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z"), config: { rateLimits: "off" } });
});
afterAll(() => core.close());

const activationsOn = (lineId: string) =>
  core.runtime.db.orm.select().from(postpaidActivations).where(eq(postpaidActivations.lineId, lineId));

it("activates a plan on the registered number, opens its first cycle and says so", async () => {
  const customer = await core.customer();
  const plan = await mainPlan(core, { name: "Family 499" });
  const view = await postpaidOf(customer).activate({ planId: plan.id });
  const now = core.clock.now();
  const endsAt = new Date(now.getTime() + 30 * DAY_MS).toISOString();
  expect(view).toMatchObject({
    ...{ phoneNumber: customer.phone, planName: "Family 499", status: "active", suspendedFor: null },
    ...{ priceMinor: 49_900, currency: "INR", maxSecondaryNumbers: 2, overageBytes: 0, secondaryNumbers: [] },
    cycle: { number: 1, status: "open", startsAt: now.toISOString(), endsAt, daysLeft: 30 },
    balance: { data: { allowance: 50 * GB, used: 0, remaining: 50 * GB }, sms: { allowance: 100, used: 0 } },
    estimate: { totalMinor: 49_900, taxMinor: 7_612, lines: [{ kind: "base", amountMinor: 49_900 }] },
  });
  expect((await lineOf(core, customer.phone)).mode).toBe("postpaid");
  expect(await postpaidOf(customer).getActivation({})).toEqual({ items: [view] });
  expect(await noticesTo(core, customer.phone, "plan_activated")).toMatchObject([{ params: { endsAt } }]);
  const events = await core.runtime.db.orm
    .select()
    .from(postpaidEvents)
    .where(eq(postpaidEvents.activationId, view.id));
  expect(events).toMatchObject([{ kind: "activated", actorKind: "customer", actorId: customer.id }]);
});

it("activates on another of one's numbers, named by id or by number", async () => {
  const customer = await core.customer();
  const plan = await mainPlan(core);
  const [byId, byNumber] = [aPhone(), aPhone()];
  for (const phone of [byId, byNumber]) {
    await withTransaction(core.job(), (tx) => claimRegisteredLine(tx, { customerId: customer.id, phone }));
  }
  const lineId = (await lineOf(core, byId)).id;
  const { activate, getActivation } = postpaidOf(customer);
  expect(await activate({ planId: plan.id, lineId })).toMatchObject({ phoneNumber: byId });
  core.clock.advance(1_000);
  expect(await activate({ planId: plan.id, phoneNumber: byNumber.slice(3) })).toMatchObject({ phoneNumber: byNumber });
  expect((await getActivation({})).items.map(({ phoneNumber }) => phoneNumber)).toEqual([byId, byNumber]);
});

it("sells main postpaid plans only, and only while they are on sale", async () => {
  const customer = await core.customer();
  const { activate } = postpaidOf(customer);
  const [prepaid, addon] = [await core.plan(), await addonPlan(core)];
  const off = await mainPlan(core, { status: "inactive" });
  const deleted = await mainPlan(core, { deletedAt: core.clock.now() });
  await expect(activate({ planId: prepaid.id })).rejects.toMatchObject(because(postpaidErrors.planPrepaid()));
  await expect(activate({ planId: addon.id })).rejects.toMatchObject(because(postpaidErrors.planIsAddon()));
  await expect(activate({ planId: off.id })).rejects.toMatchObject(because(postpaidErrors.planInactive()));
  await expect(activate({ planId: deleted.id })).rejects.toMatchObject(because(postpaidErrors.planUnknown()));
  await expect(activate({ planId: customer.id })).rejects.toMatchObject(because(postpaidErrors.planUnknown()));
  expect((await lineOf(core, customer.phone)).mode).toBe("idle");
});

it("refuses a number that is somebody else's or nobody's", async () => {
  const [customer, other] = [await core.customer(), await core.customer()];
  const plan = await mainPlan(core);
  for (const wanted of [{ lineId: other.lineId }, { phoneNumber: other.phone }, { phoneNumber: aPhone() }]) {
    const call = postpaidOf(customer).activate({ planId: plan.id, ...wanted });
    await expect(call).rejects.toMatchObject(because(linesErrors.notFound()));
  }
});

it("refuses a number with a prepaid plan that runs or waits, until the last one has ended", async () => {
  const customer = await core.customer();
  const prepaid = await core.plan({ validityDays: 10 });
  await recharge(customer, prepaid.id);
  await recharge(customer, prepaid.id);
  const plan = await mainPlan(core);
  const { activate } = postpaidOf(customer);
  await expect(activate({ planId: plan.id })).rejects.toMatchObject(because(postpaidErrors.prepaidRunning()));
  core.clock.advance(20 * DAY_MS - 1);
  await expect(activate({ planId: plan.id })).rejects.toMatchObject(because(postpaidErrors.prepaidRunning()));
  core.clock.advance(1);
  expect(await activate({ planId: plan.id })).toMatchObject({ status: "active" });
});

it("refuses a second plan on a number, and one on a number that shares another plan", async () => {
  const owner = await subscribed(core);
  const plan = await mainPlan(core);
  const again = postpaidOf(owner).activate({ planId: plan.id });
  await expect(again).rejects.toMatchObject(because(postpaidErrors.alreadyPostpaid()));
  const member = await core.customer();
  await share(core, owner, member.phone);
  const own = postpaidOf(member).activate({ planId: plan.id });
  await expect(own).rejects.toMatchObject(because(postpaidErrors.lineIsSecondary()));
});

it("refuses who has a bill whose due date has passed, by the date rather than the worker's mark", async () => {
  const owner = await subscribed(core);
  const phone = aPhone();
  await withTransaction(core.job(), (tx) => claimRegisteredLine(tx, { customerId: owner.id, phone }));
  const plan = await mainPlan(core);
  const { bill } = await postpaidOf(owner).cancel({});
  core.clock.advance(15 * DAY_MS - 1);
  const first = await postpaidOf(owner).activate({ planId: plan.id });
  core.clock.advance(1);
  const late = postpaidOf(owner).activate({ planId: plan.id, phoneNumber: phone });
  await expect(late).rejects.toMatchObject(because(postpaidErrors.billOverdue()));
  const idempotencyKey = randomUUID();
  await postpaidOf(owner).payBill({ billId: bill.id, paymentMethod: "upi", idempotencyKey });
  const second = await postpaidOf(owner).activate({ planId: plan.id, phoneNumber: phone });
  expect([first.status, second.status]).toEqual(["active", "active"]);
});

it("refuses accounts that may not buy, whatever a process still believes of them", async () => {
  const plan = await mainPlan(core);
  const { orm } = core.runtime.db;
  const refusal = async (change: (id: string) => Promise<unknown>) => {
    const customer = await core.customer();
    await change(customer.id);
    return reasonsOf(await Promise.allSettled([postpaidOf(customer).activate({ planId: plan.id })]));
  };
  const become = (status: "inactive" | "suspended") => (id: string) =>
    orm.update(customers).set({ status }).where(eq(customers.id, id));
  expect(await refusal(become("inactive"))).toEqual([requestErrors.accountInactive().reason]);
  expect(await refusal(become("suspended"))).toEqual([identityErrors.accountSuspended().reason]);
  const signOut = (id: string) => orm.delete(customerSessions).where(eq(customerSessions.userId, id));
  expect(await refusal(signOut)).toEqual([identityErrors.sessionEnded().reason]);
});

it("gives a number activated twice at once one plan, and tells the others why", async () => {
  const [plan, server] = [await mainPlan(core), core.another()];
  for (let round = 0; round < 5; round += 1) {
    const customer = await core.customer();
    const here = Array.from({ length: 3 }, () => postpaidOf(customer).activate({ planId: plan.id }));
    const elsewhere = { ctx: contextOf(server, customer.ctx.actor) };
    const outcomes = await Promise.allSettled([...here, postpaidOf(elsewhere).activate({ planId: plan.id })]);
    expect(reasonsOf(outcomes)).toEqual(Array(3).fill(postpaidErrors.alreadyPostpaid().reason));
    const found = await activationsOn(customer.lineId);
    expect(found).toHaveLength(1);
    const cycles = core.runtime.db.orm
      .select()
      .from(postpaidCycles)
      .where(eq(postpaidCycles.activationId, found[0]?.id ?? ""));
    expect(await cycles).toHaveLength(1);
  }
});

it("lets one of an activation and a recharge that meet win, tells the other why, and charges for one alone", async () => {
  const [postpaidPlan, prepaid] = [await mainPlan(core), await core.plan({ validityDays: 1 })];
  const server = core.another();
  for (let round = 0; round < 12; round += 1) {
    const customer = await core.customer();
    const elsewhere = { ...customer, ctx: contextOf(server, customer.ctx.actor) };
    const wanted = [recharge(elsewhere, prepaid.id), postpaidOf(customer).activate({ planId: postpaidPlan.id })];
    const outcomes = await Promise.allSettled(round % 2 === 0 ? wanted : wanted.toReversed());
    const reasons = reasonsOf(outcomes);
    expect(reasons).toHaveLength(1);
    const line = await lineOf(core, customer.phone);
    const found = await activationsOn(customer.lineId);
    if (line.mode === "postpaid") {
      expect(["recharge.linePostpaid", "recharge.reversed"]).toContain(reasons[0]);
      expect([line.baseEndsAt, found.length]).toEqual([null, 1]);
    } else {
      expect(reasons).toEqual([postpaidErrors.prepaidRunning().reason]);
      expect([line.baseEndsAt !== null, found.length]).toEqual([true, 0]);
    }
  }
});

it("leaves books in which the audit finds nothing", async () => {
  expect((await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings).toEqual([]);
});
