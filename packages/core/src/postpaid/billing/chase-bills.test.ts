import { bills, postpaidEvents } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contextOf, createTestCore, type TestCore } from "../../testing/index.ts";
import { restoreActivation } from "../restore-activation.ts";
import { activationOf, billById, billed, DAY_MS, pay, type Subscriber, subscriber, toldTo } from "./bill.fixture.ts";
import { markBillsOverdue } from "./mark-bills-overdue.ts";
import { remindDueBills } from "./remind-due-bills.ts";
import { suspendOverdue } from "./suspend-overdue.ts";

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

const chase = async () => {
  const ctx = core.job();
  await remindDueBills(ctx);
  await markBillsOverdue(ctx);
  await suspendOverdue(ctx);
};
const count = async (of: Subscriber, type: string) =>
  (await toldTo(core, of.id)).filter((each) => each === type).length;

it("reminds three days before a bill is due, once however often it runs", async () => {
  const one = await subscriber(core);
  await billed(core, one);
  core.clock.advance(12 * DAY_MS - 1);
  await chase();
  expect(await count(one, "postpaid_due_date")).toBe(0);
  core.clock.advance(1);
  await Promise.all([chase(), chase()]);
  await chase();
  expect(await count(one, "postpaid_due_date")).toBe(1);
});

it("does not remind of a bill that is paid, or whose payment is being confirmed", async () => {
  const [paid, paying] = [await subscriber(core), await subscriber(core)];
  await pay(paid, (await billed(core, paid)).id);
  const open = (await core.runtime.db.orm.select().from(bills).where(eq(bills.activationId, paying.activationId)))[0];
  await pay(paying, open?.id ?? "", { paymentToken: "tok_pending" });
  core.clock.advance(20 * DAY_MS);
  await chase();
  expect(await toldTo(core, paid.id)).not.toContain("postpaid_due_date");
  expect(await toldTo(core, paying.id)).not.toContain("postpaid_overdue");
  expect((await billById(core, open?.id ?? "")).status).toBe("issued");
});

it("makes a bill overdue when its due date passes, once, on two workers at the same time", async () => {
  const one = await subscriber(core);
  const bill = await billed(core, one);
  core.clock.advance(15 * DAY_MS);
  const other = contextOf(core.another(), { kind: "job", name: "test" });
  await Promise.all([markBillsOverdue(core.job()), markBillsOverdue(other)]);
  expect(await billById(core, bill.id)).toMatchObject({ status: "overdue", overdueAt: core.clock.now() });
  expect(await count(one, "postpaid_overdue")).toBe(1);
  const events = await core.runtime.db.orm
    .select()
    .from(postpaidEvents)
    .where(and(eq(postpaidEvents.activationId, one.activationId), eq(postpaidEvents.kind, "bill_overdue")));
  expect(events).toHaveLength(1);
  expect((await activationOf(core, one)).status).toBe("active");
});

it("suspends the line seven days after the due date, and paying restores it", async () => {
  const one = await subscriber(core);
  const bill = await billed(core, one);
  core.clock.advance(22 * DAY_MS - 1);
  await chase();
  expect((await activationOf(core, one)).status).toBe("active");
  core.clock.advance(1);
  await Promise.all([chase(), chase()]);
  expect(await activationOf(core, one)).toMatchObject({ status: "suspended", suspendedFor: "overdue" });
  expect(await count(one, "service_suspended")).toBe(1);
  await pay(one, bill.id);
  expect(await activationOf(core, one)).toMatchObject({ status: "active", suspendedFor: null });
  expect(await count(one, "service_restored")).toBe(1);
});

it("does not suspend again for the same bill where staff restored the line", async () => {
  const one = await subscriber(core);
  await billed(core, one);
  core.clock.advance(22 * DAY_MS);
  await chase();
  await restoreActivation(core.job(), await activationOf(core, one), { kind: "staff", reason: "Asked for a week" });
  core.clock.advance(DAY_MS);
  await chase();
  expect((await activationOf(core, one)).status).toBe("active");
});
