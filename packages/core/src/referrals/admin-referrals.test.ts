import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { adminListReferrals } from "./admin-list-referrals.ts";
import { generateReferralCode } from "./generate-referral-code.ts";
import { getCustomerReferrals } from "./get-customer-referrals.ts";
import { getReferralStats } from "./get-referral-stats.ts";
import { listReferralUsageLogs } from "./list-referral-usage-logs.ts";
import { complete, join, spend } from "./referral.fixture.ts";
import { revokeReward } from "./revoke-reward.ts";

const DAY_MS = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
});
afterAll(() => core.close());

it("shows staff codes, people, log and figures that agree with one another", async () => {
  const staff = await core.admin("support");
  expect(await getReferralStats(staff, {})).toMatchObject({ codes: { total: 0 }, joined: 0, completionPercent: null });
  const [expiring, owner, friend, waiting] = [
    await core.customer(),
    await core.customer({ fullName: "Asha Rao" }),
    await core.customer({ fullName: "Ravi Kumar" }),
    await core.customer(),
  ];
  const expired = await generateReferralCode(expiring.ctx, {});
  core.clock.advance(30 * DAY_MS);
  const done = await generateReferralCode(owner.ctx, {});
  const { referralId } = await join(core.job(), done.code, friend.id);
  const transactionId = await complete(core.job(), referralId, friend.id);
  await spend(core.job(), friend.id, transactionId, "used");
  core.clock.advance(1_000);
  const open = await generateReferralCode(owner.ctx, {});
  await join(core.job(), open.code, waiting.id);

  const list = (more: object) => adminListReferrals(staff, { limit: 10, ...more });
  const codes = async (more: object) => (await list(more)).items.map((each) => each.code);
  expect(await codes({})).toEqual([open.code, done.code, expired.code]);
  expect(await codes({ status: "pending" })).toEqual([open.code]);
  expect(await codes({ status: "completed" })).toEqual([done.code]);
  expect(await codes({ status: "expired" })).toEqual([expired.code]);
  expect(await codes({ code: done.code.toLowerCase() })).toEqual([done.code]);
  expect(await codes({ ownerId: owner.id, until: core.clock.now().toISOString() })).toEqual([done.code]);
  expect(await codes({ from: core.clock.now().toISOString() })).toEqual([open.code]);
  const first = await adminListReferrals(staff, { limit: 2 });
  expect((await adminListReferrals(staff, { limit: 2, cursor: first.nextCursor ?? "" })).items).toHaveLength(1);
  const forged = adminListReferrals(staff, { limit: 2, cursor: "bm90LWEtY3Vyc29y" });
  await expect(forged).rejects.toMatchObject({ reason: "request.badCursor" });

  const [row] = (await list({ code: done.code })).items;
  expect(row).toMatchObject({
    owner: { customerId: owner.id, fullName: "Asha Rao", phoneNumber: owner.phone },
    status: "completed",
    referrals: [{ id: referralId, referee: { fullName: "Ravi Kumar" }, completingTransactionId: transactionId }],
  });
  const log = async (id: string) =>
    (await listReferralUsageLogs(staff, { referralId: id, limit: 10 })).items.map((each) => each.kind).sort();
  expect(await log(row?.id ?? "")).toEqual(["generated", "used"]);
  expect(await log(referralId)).toEqual(["used"]);

  expect(await getReferralStats(staff, {})).toEqual({
    codes: { total: 3, pending: 1, completed: 1, expired: 1 },
    joined: 2,
    completed: 1,
    completionPercent: 50,
    rewards: { granted: 1, revoked: 0 },
    discounts: { unused: 2, held: 0, used: 1, expired: 0, revoked: 0 },
    discountedMinor: 2_990,
  });
  await revokeReward(core.job(), transactionId);
  expect(await getReferralStats(staff, {})).toMatchObject({
    rewards: { granted: 1, revoked: 1 },
    discounts: { revoked: 1 },
  });

  const ofFriend = await getCustomerReferrals(staff, { customerId: friend.id, limit: 10 });
  expect(ofFriend).toMatchObject({
    items: [],
    joinedWith: { code: done.code, referrer: { customerId: owner.id } },
    discounts: [{ role: "referee", status: "used", transactionId }],
  });
  const ofOwner = await getCustomerReferrals(staff, { customerId: owner.id, limit: 10 });
  expect([ofOwner.items.length, ofOwner.joinedWith, ofOwner.discounts.length]).toEqual([2, null, 1]);
});

it("does not know other ids: referrals.customerUnknown, referrals.referralUnknown", async () => {
  const staff = await core.admin("owner");
  const id = crypto.randomUUID();
  const customer = getCustomerReferrals(staff, { customerId: id, limit: 10 });
  await expect(customer).rejects.toMatchObject({ reason: "referrals.customerUnknown" });
  const log = listReferralUsageLogs(staff, { referralId: id, limit: 10 });
  await expect(log).rejects.toMatchObject({ reason: "referrals.referralUnknown" });
});
