import { afterAll, beforeAll, expect, it } from "vitest";
import { withTransaction } from "../context.ts";
import { claimRegisteredLine } from "../lines/index.ts";
import { postpaidOf, subscribed } from "../postpaid/postpaid.fixture.ts";
import { recharge } from "../recharge/recharge.fixture.ts";
import { recordPlanBoundaries } from "../subscriptions/index.ts";
import { aPhone, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { getCustomer } from "./get-customer.ts";
import { getProfile } from "./get-profile.ts";
import { listCustomers } from "./list-customers.ts";

const DAY = 86_400_000;
let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ config: { rateLimits: "off" } });
});
afterAll(() => core.close());

/** What the customer and staff are shown, which must agree. */
async function inactivityOf(customer: TestCustomer) {
  const staff = await core.admin("support");
  const shown = [
    await getProfile(customer.ctx, {}),
    await getCustomer(staff, { customerId: customer.id }),
    ...(await listCustomers(staff, { limit: 500 })).items.filter(({ id }) => id === customer.id),
  ].map(({ lastActivePlanAt, daysInactive }) => ({ lastActivePlanAt, daysInactive }));
  expect(shown).toEqual(Array(3).fill(shown[0]));
  return shown[0];
}

it("counts from sign-up where there never was a plan", async () => {
  const customer = await core.customer();
  core.clock.advance(9.5 * DAY);
  expect(await inactivityOf(customer)).toEqual({ lastActivePlanAt: null, daysInactive: 9 });
});

it("is none while a plan runs or waits, and counts from its end whether or not the worker has seen it", async () => {
  const customer = await core.customer();
  const plan = await core.plan({ validityDays: 10 });
  const { subscription } = await recharge(customer, plan.id);
  const running = { lastActivePlanAt: subscription?.endsAt, daysInactive: 0 };
  expect(await inactivityOf(customer)).toEqual(running);
  core.clock.advance(12 * DAY);
  const ended = { lastActivePlanAt: subscription?.endsAt, daysInactive: 2 };
  expect(await inactivityOf(customer)).toEqual(ended);
  await recordPlanBoundaries(core.job());
  expect(await inactivityOf(customer)).toEqual(ended);
});

it("goes by any of the customer's numbers, and by no one else's", async () => {
  const customer = await core.customer();
  const phone = aPhone();
  await withTransaction(core.job(), (tx) => claimRegisteredLine(tx, { customerId: customer.id, phone }));
  const plan = await core.plan({ validityDays: 1 });
  await recharge(customer, plan.id, { recipientPhoneNumber: aPhone() });
  expect(await inactivityOf(customer)).toMatchObject({ lastActivePlanAt: null });
  const { subscription } = await recharge(customer, plan.id, { recipientPhoneNumber: phone });
  expect(await inactivityOf(customer)).toEqual({ lastActivePlanAt: subscription?.endsAt, daysInactive: 0 });
});

it("is none while a postpaid plan runs, and counts from its cancellation", async () => {
  const customer = await subscribed(core);
  core.clock.advance(40 * DAY);
  const cancelledAt = core.clock.now();
  expect(await inactivityOf(customer)).toEqual({ lastActivePlanAt: cancelledAt.toISOString(), daysInactive: 0 });
  await postpaidOf(customer).cancel({});
  core.clock.advance(3 * DAY);
  expect(await inactivityOf(customer)).toEqual({ lastActivePlanAt: cancelledAt.toISOString(), daysInactive: 3 });
});
