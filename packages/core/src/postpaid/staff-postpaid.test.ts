import { newId } from "@nexa/contracts";
import { auditEvents, bills, lineOwnerships, lines, postpaidActivations, postpaidSecondaries } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTransaction } from "../context.ts";
import { recharge } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { requestErrors } from "../trpc/errors.ts";
import { postpaidErrors } from "./errors.ts";
import { lockActivation, restoreActivation, suspendActivation } from "./index.ts";
import {
  activationRow,
  ask,
  because,
  DAY_MS,
  lineOf,
  mainPlan,
  noticesTo,
  postpaidOf,
  secondaryRow,
  share,
  staffOf,
  subscribed,
} from "./postpaid.fixture.ts";

let core: TestCore;
const reason = "Reported stolen, ticket 4711";

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z"), config: { rateLimits: "off" } });
});
afterAll(() => core.close());

const auditOf = (action: string, id: string) =>
  core.runtime.db.orm
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, action), eq(auditEvents.subjectId, id)));

/** What the worker does for an overdue bill. */
const suspendOverdue = (activationId: string, causeKey?: string) =>
  withTransaction(core.job(), async (tx) =>
    suspendActivation(tx, await lockActivation(tx, activationId), {
      ...{ for: "overdue", reason: "Bill B-00000001 is overdue." },
      ...(causeKey === undefined ? {} : { causeKey }),
    }),
  );
const restorePaid = (activationId: string, billId: string) =>
  withTransaction(core.job(), async (tx) =>
    restoreActivation(tx, await lockActivation(tx, activationId), { kind: "paid", billId }),
  );

it("lists activations by their filters, newest first, page by page", async () => {
  const plan = await mainPlan(core);
  const staff = staffOf(await core.admin("finance"));
  const people = [];
  for (let count = 0; count < 3; count += 1) {
    core.clock.advance(1_000);
    people.unshift(await subscribed(core, plan));
  }
  const ids = people.map(({ activationId }) => activationId);
  const first = await staff.listActivations({ planId: plan.id, limit: 2 });
  const second = await staff.listActivations({ planId: plan.id, limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  const [newest, middle] = people;
  if (!newest || !middle) throw new Error("nobody subscribed");
  await share(core, newest);
  await suspendOverdue(middle.activationId);
  const idsOf = async (filters: object) =>
    (await staff.listActivations({ planId: plan.id, ...filters })).items.map(({ id }) => id);
  expect(await idsOf({ status: "suspended" })).toEqual([ids[1]]);
  expect(await idsOf({ suspendedFor: "overdue" })).toEqual([ids[1]]);
  expect(await idsOf({ suspendedFor: "staff" })).toEqual([]);
  expect(await idsOf({ customerId: newest.id })).toEqual([ids[0]]);
  expect(await idsOf({ phoneNumber: newest.phone.slice(3) })).toEqual([ids[0]]);
  expect(await idsOf({ phoneNumber: "12345" })).toEqual([]);
  await postpaidOf(newest).cancel({});
  const [cancelled] = (await staff.listActivations({ status: "cancelled", planId: plan.id })).items;
  expect(cancelled).toMatchObject({
    ...{ id: ids[0], customer: { id: newest.id, fullName: "Asha Rao", phoneNumber: newest.phone }, cycle: null },
    ...{ phoneNumber: newest.phone, planName: plan.name, secondaryCount: 0, outstandingMinor: 49_900 },
  });
  await expect(staff.listActivations({ cursor: "nonsense" })).rejects.toMatchObject(because(requestErrors.badCursor()));
});

it("suspends and restores with a reason, tells the customer and keeps who did it", async () => {
  const owner = await subscribed(core);
  const { activationId } = owner;
  const ctx = await core.admin("support");
  const staff = staffOf(ctx);
  expect(await staff.suspend({ activationId, reason })).toMatchObject({
    ...{ status: "suspended", suspendedFor: "staff", statusReason: reason },
  });
  expect(await noticesTo(core, owner.phone, "service_suspended")).toMatchObject([
    { params: { cause: "staff", reason, phone: owner.phone } },
  ]);
  await expect(staff.suspend({ activationId, reason })).rejects.toMatchObject(
    because(postpaidErrors.alreadySuspended()),
  );
  const restored = await staff.restore({ activationId, reason: "Phone found" });
  expect(restored).toMatchObject({ status: "active", suspendedFor: null, statusReason: null });
  expect(await noticesTo(core, owner.phone, "service_restored")).toHaveLength(1);
  await expect(staff.restore({ activationId, reason })).rejects.toMatchObject(because(postpaidErrors.notSuspended()));
  const before = { status: "active", suspendedFor: null, statusReason: null };
  expect(await auditOf("postpaid.suspend", activationId)).toMatchObject([
    { actorId: ctx.actor.adminId, reason, before, after: { status: "suspended" } },
  ]);
  expect(await auditOf("postpaid.restore", activationId)).toMatchObject([{ reason: "Phone found", after: before }]);
});

it("refuses what names no activation, or a cancelled one", async () => {
  const owner = await subscribed(core);
  const staff = staffOf(await core.admin("owner"));
  await postpaidOf(owner).cancel({});
  for (const change of [staff.suspend, staff.restore, staff.cancel]) {
    const { activationId } = owner;
    await expect(change({ activationId, reason })).rejects.toMatchObject(because(postpaidErrors.cancelled()));
    const unknown = change({ activationId: owner.id, reason });
    await expect(unknown).rejects.toMatchObject(because(postpaidErrors.notFound()));
  }
  const check = staff.validateSecondaries({ activationId: owner.id });
  await expect(check).rejects.toMatchObject(because(postpaidErrors.notFound()));
  const history = staff.getCustomerHistory({ customerId: owner.activationId });
  await expect(history).rejects.toMatchObject(because(postpaidErrors.customerNotFound()));
});

it("restores by paying what is suspended for an overdue bill, and never what staff suspended", async () => {
  const [late, stolen] = [await subscribed(core), await subscribed(core)];
  const staff = staffOf(await core.admin("owner"));
  const billOf = async ({ activationId }: { activationId: string }) => {
    const { bill } = await staff.cancel({ activationId, reason });
    // The plan goes on in this test: only the bill is of interest.
    const revived = { status: "active", cancelledAt: null } as const;
    const { orm } = core.runtime.db;
    await orm.update(postpaidActivations).set(revived).where(eq(postpaidActivations.id, activationId));
    return bill;
  };
  const [first, second] = [await billOf(late), await billOf(stolen)];
  const become = (id: string, status: "overdue" | "paid") =>
    core.runtime.db.orm
      .update(bills)
      .set({ status, ...(status === "paid" ? { paidMinor: 49_900 } : {}) })
      .where(eq(bills.id, id));
  await become(first.id, "overdue");
  expect(await suspendOverdue(late.activationId)).toMatchObject({ status: "suspended", suspendedFor: "overdue" });
  expect(await restorePaid(late.activationId, first.id)).toMatchObject({ status: "suspended" });
  await become(first.id, "paid");
  expect(await restorePaid(late.activationId, first.id)).toMatchObject({ status: "active", suspendedFor: null });
  await suspendOverdue(stolen.activationId);
  await staff.suspend({ activationId: stolen.activationId, reason });
  await become(second.id, "paid");
  expect(await restorePaid(stolen.activationId, second.id)).toMatchObject({ suspendedFor: "staff" });
  expect(await suspendOverdue(stolen.activationId)).toMatchObject({ suspendedFor: "staff", statusReason: reason });
});

it("suspends once for one cause, so that staff's restoring holds", async () => {
  const owner = await subscribed(core);
  const { activationId } = owner;
  const causeKey = `suspended:${newId(core.clock.now())}`;
  await suspendOverdue(activationId, causeKey);
  await staffOf(await core.admin("owner")).restore({ activationId, reason: "Promised to pay" });
  expect(await suspendOverdue(activationId, causeKey)).toMatchObject({ status: "active" });
  expect(await noticesTo(core, owner.phone, "service_suspended")).toHaveLength(1);
});

it("cancels for the customer, with the bill and the reason", async () => {
  const owner = await subscribed(core);
  const { activationId } = owner;
  const { activation, bill } = await staffOf(await core.admin("manager")).cancel({ activationId, reason });
  expect(activation).toMatchObject({ status: "cancelled", statusReason: reason, outstandingMinor: 49_900 });
  expect(bill).toMatchObject({ totalMinor: 49_900, status: "issued", customer: { id: owner.id } });
  expect(await auditOf("postpaid.cancel", activationId)).toMatchObject([{ reason, after: { billId: bill.id } }]);
  expect((await lineOf(core, owner.phone)).mode).toBe("idle");
});

it("removes a number from a plan, joined or asked, once, and keeps who did it", async () => {
  const owner = await subscribed(core);
  const [joined, asked] = [await share(core, owner), (await ask(owner)).secondary.id];
  const staff = staffOf(await core.admin("support"));
  for (const secondaryId of [joined, asked]) {
    expect(await staff.removeSecondary({ secondaryId })).toMatchObject({ id: secondaryId, status: "removed" });
    const again = staff.removeSecondary({ secondaryId });
    await expect(again).rejects.toMatchObject(because(postpaidErrors.secondaryEnded()));
    expect(await auditOf("postpaid.removeSecondary", secondaryId)).toHaveLength(1);
  }
  expect((await lineOf(core, (await secondaryRow(core, joined)).phone)).mode).toBe("idle");
  const unknown = staff.removeSecondary({ secondaryId: owner.id });
  await expect(unknown).rejects.toMatchObject(because(postpaidErrors.secondaryNotFound()));
});

it("says of each number whether it may share the plan, and why not", async () => {
  const owner = await subscribed(core, await mainPlan(core, { maxSecondaryNumbers: 6 }));
  const { activationId } = owner;
  const staff = staffOf(await core.admin("finance"));
  const good = await share(core, owner);
  expect(await staff.validateSecondaries({ activationId })).toMatchObject({
    ...{ isValid: true, maxSecondaryNumbers: 6, items: [{ id: good, isValid: true, problems: [] }] },
  });
  const { orm } = core.runtime.db;
  const [prepaid, rival] = [await core.customer(), await subscribed(core)];
  await recharge(prepaid, (await core.plan()).id);
  const asked = [
    await ask(owner, prepaid.phone),
    await ask(owner, rival.phone),
    await ask(owner, (await secondaryRow(core, await share(core, rival))).phone),
  ].map(({ secondary }) => secondary.id);
  const taken = await core.customer();
  const [lost, moved] = [await share(core, owner), await share(core, owner, taken.phone)];
  await orm
    .update(lines)
    .set({ mode: "idle" })
    .where(eq(lines.id, (await secondaryRow(core, lost)).lineId));
  core.clock.advance(1_000);
  const until = core.clock.now();
  await orm.update(lineOwnerships).set({ until }).where(eq(lineOwnerships.lineId, taken.lineId));
  await orm
    .update(postpaidActivations)
    .set({ terms: { ...(await activationRow(core, activationId)).terms, maxSecondaryNumbers: 5 } })
    .where(eq(postpaidActivations.id, activationId));
  const problemsOf = async () => {
    const { items } = await staff.validateSecondaries({ activationId });
    return new Map(items.map(({ id, problems }) => [id, problems.map(({ problem }) => problem)]));
  };
  const found = await problemsOf();
  expect(asked.map((id) => found.get(id))).toEqual([["linePrepaid"], ["linePostpaid"], ["lineSharesAnother"]]);
  expect([found.get(good), found.get(lost)]).toEqual([[], ["lineNotShared"]]);
  expect(found.get(moved)).toEqual(["ownerChanged", "aboveLimit"]);
  await orm
    .update(lines)
    .set({ releasedAt: core.clock.now() })
    .where(eq(lines.id, (await secondaryRow(core, good)).lineId));
  core.clock.advance(7 * DAY_MS);
  const later = await problemsOf();
  expect(later.get(good)).toEqual(["lineReleased"]);
  expect(later.get(asked[0] ?? "")).toContain("requestExpired");
  await orm.delete(postpaidSecondaries).where(eq(postpaidSecondaries.activationId, activationId));
});

it("shows everything postpaid of a customer", async () => {
  const owner = await subscribed(core);
  const phone = aPhone();
  await share(core, owner, phone);
  await postpaidOf(owner).cancel({});
  const staff = staffOf(await core.admin("support"));
  const history = await staff.getCustomerHistory({ customerId: owner.id, limit: 50 });
  expect(history.activations).toMatchObject([{ id: owner.activationId, status: "cancelled" }]);
  expect(history.bills).toMatchObject([{ activationId: owner.activationId, totalMinor: 49_900 }]);
  expect(history.payments).toEqual([]);
  const kinds = history.events.map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(
    ["activated", "bill_issued", "cancelled", "secondary_joined", "secondary_requested"].toSorted(),
  );
  expect(JSON.stringify(history.events)).not.toContain(phone);
  expect((await staff.getCustomerHistory({ customerId: owner.id, limit: 1 })).events).toHaveLength(1);
});
