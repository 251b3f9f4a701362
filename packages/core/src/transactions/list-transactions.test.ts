import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore, type TestPlan } from "../testing/index.ts";
import { listTransactions } from "./list-transactions.ts";
import { giveBack, pay, payInVain } from "./transactions.fixture.ts";

const DAY_MS = 86_400_000;
const limit = 100;
let core: TestCore;
let plan: TestPlan;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
  plan = await core.plan();
});
afterAll(() => core.close());

it("lists the payer's own transactions, newest first, refunds among them", async () => {
  const customer = await core.customer();
  const other = await core.customer();
  const first = await pay(customer, plan.id);
  core.clock.advance(1_000);
  const forOther = await pay(customer, plan.id, { recipientPhoneNumber: other.phone });
  core.clock.advance(1_000);
  const { refund } = await giveBack(core, first.id, 1_000);
  const page = await listTransactions(customer.ctx, { limit });
  expect(page).toMatchObject({ nextCursor: null });
  expect(page.items.map((item) => item.id)).toEqual([refund.id, forOther.id, first.id]);
  expect(page.items.map((item) => item.status)).toEqual(["succeeded", "succeeded", "partially_refunded"]);
  expect(page.items[0]?.reference).toMatch(/^RF-/);
  expect(page.items[2]).toMatchObject({ planName: plan.name, refundedAmountMinor: 1_000, finalAmountMinor: 29_900 });
  expect(await listTransactions(other.ctx, { limit })).toEqual({ items: [], nextCursor: null });
});

it("filters by type, status and time", async () => {
  const customer = await core.customer();
  const topup = await core.plan({ isTopup: true, validityDays: 1 });
  await payInVain(customer, plan.id);
  const base = await pay(customer, plan.id);
  core.clock.advance(DAY_MS);
  const later = await pay(customer, topup.id);
  const ids = async (filter: object) => {
    const page = await listTransactions(customer.ctx, { limit, ...filter });
    return page.items.map((item) => item.id);
  };
  expect(await ids({ type: "topup_purchase" })).toEqual([later.id]);
  expect(await ids({ status: "succeeded" })).toEqual([later.id, base.id]);
  expect(await ids({ status: "failed" })).toHaveLength(1);
  expect(await ids({ from: later.createdAt })).toEqual([later.id]);
  expect(await ids({ until: later.createdAt, status: "succeeded" })).toEqual([base.id]);
});

it("pages through without repeating or leaving out, and refuses a foreign cursor: request.badCursor", async () => {
  const customer = await core.customer();
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    made.unshift((await pay(customer, plan.id)).id);
    core.clock.advance(1_000);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTransactions(customer.ctx, { limit: 2, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(made);
  for (const bad of ["x", "W10", "WyJvbGRlc3QiLCJhIl0"]) {
    await expect(listTransactions(customer.ctx, { limit: 2, cursor: bad })).rejects.toMatchObject({
      reason: "request.badCursor",
    });
  }
});
