import { customers, operatorSettings, referralCodes, referralDiscounts } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { forgetSettings, type SettingName } from "../settings/index.ts";
import { contextOf, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { checkReferralCode } from "./check-referral-code.ts";
import { generateReferralCode } from "./generate-referral-code.ts";
import { listMyReferrals } from "./list-my-referrals.ts";
import { listReferralDiscounts } from "./list-referral-discounts.ts";
import { listUsableDiscounts } from "./list-usable-discounts.ts";
import { complete, join, spend, stepsOf } from "./referral.fixture.ts";
import { returnDiscount } from "./return-discount.ts";
import { revokeReward } from "./revoke-reward.ts";

const DAY_MS = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
});
afterAll(() => core.close());

const generate = (who: TestCustomer) => generateReferralCode(who.ctx, {});

async function withSetting(name: SettingName, value: number, work: () => Promise<void>) {
  const row = { name, value, updatedAt: core.clock.now() };
  await core.runtime.db.orm.insert(operatorSettings).values(row);
  forgetSettings(core.job());
  await work();
  await core.runtime.db.orm.delete(operatorSettings).where(eq(operatorSettings.name, name));
  forgetSettings(core.job());
}

it("gives a customer one code for 30 days and one use, and answers the same one again", async () => {
  const owner = await core.customer();
  const code = await generate(owner);
  const expiresAt = new Date(core.clock.now().getTime() + 30 * DAY_MS).toISOString();
  expect(code).toEqual({
    code: expect.stringMatching(/^[A-HJKMNP-Z2-9]{8}$/),
    expiresAt,
    maxUses: 1,
    uses: 0,
    status: "pending",
  });
  expect(await generate(owner)).toEqual(code);
  expect(await stepsOf(core.job(), code.code)).toEqual(["generated"]);
});

it("makes one code of many requests at once", async () => {
  const owner = await core.customer();
  const servers = [core.another(), core.another()].map((runtime) => contextOf(runtime, owner.ctx.actor));
  const codes = await Promise.all([...servers, ...servers, ...servers].map((ctx) => generateReferralCode(ctx, {})));
  expect(new Set(codes.map((each) => each.code)).size).toBe(1);
});

it("retires a used-up or expired code for a new one, and keeps both visible with their result", async () => {
  const owner = await core.customer();
  const first = await generate(owner);
  const friend = await core.customer({ fullName: "Ravi Kumar" });
  const { referralId } = await join(core.job(), first.code, friend.id);
  core.clock.advance(1_000);
  const second = await generate(owner);
  expect(second.code).not.toBe(first.code);
  core.clock.advance(31 * DAY_MS);
  await complete(core.job(), referralId, friend.id);
  const third = await generate(owner);
  const { items } = await listMyReferrals(owner.ctx, { limit: 100 });
  expect(items.map((each) => [each.code, each.status, each.uses])).toEqual([
    [third.code, "pending", 0],
    [second.code, "expired", 0],
    [first.code, "completed", 1],
  ]);
  expect(items[2]?.referrals).toMatchObject([
    { maskedName: "R*** K***", completedAt: core.clock.now().toISOString(), reward: { percent: 30, status: "unused" } },
  ]);
  const page = await listMyReferrals(owner.ctx, { limit: 2 });
  const rest = await listMyReferrals(owner.ctx, { limit: 2, cursor: page.nextCursor ?? "" });
  expect([page.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null]);
});

it("takes a slot, gives the new customer 10 percent for 30 days, and logs it", async () => {
  const owner = await core.customer();
  const { code } = await generate(owner);
  const referee = await core.customer();
  await join(core.job(), ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `, referee.id);
  const { items } = await listReferralDiscounts(referee.ctx, { limit: 100 });
  const expiresAt = new Date(core.clock.now().getTime() + 30 * DAY_MS).toISOString();
  expect(items).toMatchObject([{ role: "referee", percent: 10, status: "unused", transactionId: null, expiresAt }]);
  expect(await stepsOf(core.job(), code)).toEqual(["generated", "used"]);
});

it("serves one person with a single-use code, though five register at once", async () => {
  const owner = await core.customer();
  const { code } = await generate(owner);
  const referees = await Promise.all([1, 2, 3, 4, 5].map(() => core.customer()));
  const results = await Promise.allSettled(referees.map((each) => join(core.job(), code, each.id)));
  const refused = results.flatMap((each) => (each.status === "rejected" ? [each.reason.reason] : []));
  expect(refused).toEqual(new Array(4).fill("referrals.codeUsedUp"));
  const [row] = await core.runtime.db.orm.select().from(referralCodes).where(eq(referralCodes.code, code));
  expect(row?.uses).toBe(1);
  expect(await stepsOf(core.job(), code)).toEqual(["generated", "used"]);
});

it("serves as many as the setting says, and gives no discount at 0 percent", async () => {
  await withSetting("referralCodeUses", 2, async () => {
    const owner = await core.customer();
    const { code, maxUses } = await generate(owner);
    expect(maxUses).toBe(2);
    const [first, second, third] = [await core.customer(), await core.customer(), await core.customer()];
    await join(core.job(), code, first.id);
    await withSetting("refereeDiscountPercent", 0, async () => {
      await join(core.job(), code, second.id);
      expect((await listReferralDiscounts(second.ctx, { limit: 10 })).items).toEqual([]);
    });
    await expect(join(core.job(), code, third.id)).rejects.toMatchObject({ reason: "referrals.codeUsedUp" });
  });
});

it("allows a discount of 100 percent", async () => {
  await withSetting("refereeDiscountPercent", 100, async () => {
    const { code } = await generate(await core.customer());
    const referee = await core.customer();
    await join(core.job(), code, referee.id);
    expect((await listReferralDiscounts(referee.ctx, { limit: 10 })).items).toMatchObject([{ percent: 100 }]);
  });
});

it("says before the account is made why a code cannot be used, and refuses the slot for the same reasons", async () => {
  const owner = await core.customer();
  const { code } = await generate(owner);
  const ctx = core.job();
  await checkReferralCode(ctx, code, { phone: "+919700000001" });
  await expect(checkReferralCode(ctx, code, { phone: owner.phone })).rejects.toMatchObject({
    reason: "referrals.ownCode",
  });
  await expect(checkReferralCode(ctx, code, { customerId: owner.id })).rejects.toMatchObject({
    reason: "referrals.ownCode",
  });
  await expect(join(ctx, code, owner.id)).rejects.toMatchObject({ reason: "referrals.ownCode" });
  const referee = await core.customer();
  await expect(checkReferralCode(ctx, "ZZZZZZZZ")).rejects.toMatchObject({ reason: "referrals.codeUnknown" });
  await expect(join(ctx, "ZZZZZZZZ", referee.id)).rejects.toMatchObject({ reason: "referrals.codeUnknown" });
  core.clock.advance(30 * DAY_MS);
  await expect(checkReferralCode(ctx, code)).rejects.toMatchObject({ reason: "referrals.codeExpired" });
  await expect(join(ctx, code, referee.id)).rejects.toMatchObject({ reason: "referrals.codeExpired" });
  const next = await generate(owner);
  await join(ctx, next.code, referee.id);
  await expect(checkReferralCode(ctx, next.code)).rejects.toMatchObject({ reason: "referrals.codeUsedUp" });
});

it("lets an account join only once: referrals.alreadyReferred, and leaves the second code its use", async () => {
  const [first, second, referee] = [await core.customer(), await core.customer(), await core.customer()];
  await join(core.job(), (await generate(first)).code, referee.id);
  const { code } = await generate(second);
  await expect(join(core.job(), code, referee.id)).rejects.toMatchObject({ reason: "referrals.alreadyReferred" });
  expect((await generate(second)).uses).toBe(0);
});

it("does not know the code of a suspended or closed account: referrals.codeUnknown", async () => {
  const owner = await core.customer();
  const referee = await core.customer();
  const { code } = await generate(owner);
  await core.runtime.db.orm.update(customers).set({ status: "suspended" }).where(eq(customers.id, owner.id));
  await expect(checkReferralCode(core.job(), code)).rejects.toMatchObject({ reason: "referrals.codeUnknown" });
  await expect(join(core.job(), code, referee.id)).rejects.toMatchObject({ reason: "referrals.codeUnknown" });
});

it("offers the best usable discounts first and computes their expiry", async () => {
  const [referee, friend] = [await core.customer(), await core.customer()];
  await join(core.job(), (await generate(await core.customer())).code, referee.id);
  core.clock.advance(DAY_MS);
  const { referralId } = await join(core.job(), (await generate(referee)).code, friend.id);
  await complete(core.job(), referralId, friend.id);
  const usable = async () =>
    (await listUsableDiscounts(core.job(), referee.id, core.clock.now())).map((row) => row.percent);
  expect(await usable()).toEqual([30, 10]);
  core.clock.advance(29 * DAY_MS);
  expect(await usable()).toEqual([30]);
  const list = async (status: "expired" | "unused" | "used") =>
    (await listReferralDiscounts(referee.ctx, { limit: 10, status })).items.map((each) => each.percent);
  expect([await list("expired"), await list("unused"), await list("used")]).toEqual([[10], [30], []]);
});

it("returns a discount once, and a used one only while it is still valid", async () => {
  const [referee, other] = [await core.customer(), await core.customer()];
  const { code } = await generate(await core.customer());
  await join(core.job(), code, referee.id);
  const transactionId = crypto.randomUUID();
  await spend(core.job(), referee.id, transactionId, "used");
  expect(await returnDiscount(core.job(), transactionId)).toEqual({ isReturned: true });
  expect(await returnDiscount(core.job(), transactionId)).toEqual({ isReturned: false });
  expect(await stepsOf(core.job(), code)).toEqual(["discount_returned", "generated", "used"]);
  await join(core.job(), (await generate(await core.customer())).code, other.id);
  const late = crypto.randomUUID();
  await spend(core.job(), other.id, late, "used");
  core.clock.advance(31 * DAY_MS);
  expect(await returnDiscount(core.job(), late)).toEqual({ isReturned: false });
  expect((await listReferralDiscounts(other.ctx, { limit: 10 })).items).toMatchObject([
    { status: "used", transactionId: late },
  ]);
  await spend(core.job(), other.id, late, "held");
  await returnDiscount(core.job(), late);
  expect((await listReferralDiscounts(other.ctx, { limit: 10 })).items).toMatchObject([{ status: "expired" }]);
});

it("revokes an unspent reward once, and leaves a spent one", async () => {
  const [owner, friend] = [await core.customer(), await core.customer()];
  const { code } = await generate(owner);
  const { referralId } = await join(core.job(), code, friend.id);
  const transactionId = await complete(core.job(), referralId, friend.id);
  expect(await revokeReward(core.job(), transactionId)).toEqual({ isRevoked: true });
  expect(await revokeReward(core.job(), transactionId)).toEqual({ isRevoked: false });
  expect((await listReferralDiscounts(owner.ctx, { limit: 10 })).items).toMatchObject([{ status: "revoked" }]);
  expect(await stepsOf(core.job(), code)).toEqual(["generated", "revoked", "used"]);
  const [spender, guest] = [await core.customer(), await core.customer()];
  const joined = await join(core.job(), (await generate(spender)).code, guest.id);
  const completing = await complete(core.job(), joined.referralId, guest.id);
  await spend(core.job(), spender.id, crypto.randomUUID(), "used");
  expect(await revokeReward(core.job(), completing)).toEqual({ isRevoked: false });
  const rows = await core.runtime.db.orm
    .select()
    .from(referralDiscounts)
    .where(eq(referralDiscounts.customerId, spender.id));
  expect(rows).toMatchObject([{ status: "used" }]);
});
