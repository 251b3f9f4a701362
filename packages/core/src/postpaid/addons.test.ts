import { randomUUID } from "node:crypto";
import { postpaidAddons, postpaidCycles } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { auditBooks } from "../audit/index.ts";
import { withTransaction } from "../context.ts";
import { claimRegisteredLine } from "../lines/index.ts";
import { aPhone, contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { requestErrors } from "../trpc/errors.ts";
import { ingestUsage } from "../usage/index.ts";
import { anEvent, aPartner } from "../usage/usage.fixture.ts";
import { runBills } from "./billing/index.ts";
import { postpaidErrors } from "./errors.ts";
import {
  addonPlan,
  because,
  buyAddon,
  DAY_MS,
  GB,
  mainPlan,
  noticesTo,
  postpaidOf,
  reasonsOf,
  staffOf,
  subscribed,
} from "./postpaid.fixture.ts";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z"), config: { rateLimits: "off" } });
});
afterAll(() => core.close());

const boughtBy = (activationId: string) =>
  core.runtime.db.orm.select().from(postpaidAddons).where(eq(postpaidAddons.activationId, activationId));

it("buys an add-on that ends with the cycle, is on its bill and is told", async () => {
  const owner = await subscribed(core);
  const plan = await addonPlan(core, { name: "Data 5 GB" });
  const { items } = await postpaidOf(owner).getActivation({});
  const addon = await buyAddon(owner, plan.id);
  expect(addon).toMatchObject({
    ...{ planName: "Data 5 GB", priceMinor: 9_900, status: "active", cycleNumber: 1, endsAt: items[0]?.cycle?.endsAt },
    balance: { data: { allowance: 5 * GB, used: 0, remaining: 5 * GB }, voice: { allowance: 0 } },
  });
  expect((await postpaidOf(owner).getActivation({})).items[0]?.estimate).toMatchObject({ totalMinor: 59_800 });
  const params = { addonName: "Data 5 GB", dataBytes: 5 * GB, amountMinor: 9_900, currency: "INR" };
  expect(await noticesTo(core, owner.phone, "addon_activated")).toMatchObject([{ params }]);
  expect((await postpaidOf(owner).listAddons({})).items).toEqual([addon]);
});

it("keeps what was sold, whatever becomes of the plans, also in the cycles that follow", async () => {
  const plan = await mainPlan(core);
  const [owner, addon] = [await subscribed(core, plan), await addonPlan(core)];
  await buyAddon(owner, addon.id);
  const dear = { priceMinor: 99_900, dataAllowanceBytes: GB, name: `Dear ${plan.id}` };
  const staff = await core.admin("owner");
  const { updatePlan } = adminRouter.createCaller(staff).catalog;
  await updatePlan({ planId: plan.id, ...dear });
  await updatePlan({ planId: addon.id, priceMinor: 1_000 });
  core.clock.advance(30 * DAY_MS);
  await runBills(core.job());
  const [view] = (await postpaidOf(owner).getActivation({})).items;
  expect(view).toMatchObject({ planName: plan.name, priceMinor: 49_900, cycle: { number: 2 } });
  expect(view?.balance?.data).toEqual({ allowance: 50 * GB, used: 0, remaining: 50 * GB });
  expect(view?.estimate?.totalMinor).toBe(49_900);
  expect((await postpaidOf(owner).listAddons({})).items).toMatchObject([{ status: "expired", priceMinor: 9_900 }]);
});

it("sells at the best active offer, as the lists show it, and keeps that price", async () => {
  const [plan, addon] = [await mainPlan(core), await addonPlan(core)];
  const { createOffer } = adminRouter.createCaller(await core.admin("owner")).catalog;
  const validFrom = core.clock.now().toISOString();
  const validUntil = new Date(core.clock.now().getTime() + DAY_MS).toISOString();
  const window = { name: "Diwali", validFrom, validUntil };
  await createOffer({ planId: plan.id, discountedPriceMinor: 39_900, ...window });
  await createOffer({ planId: plan.id, discountedPriceMinor: 44_900, ...window });
  await createOffer({ planId: addon.id, discountedPriceMinor: 4_900, ...window });
  const owner = await subscribed(core, plan);
  expect(await buyAddon(owner, addon.id)).toMatchObject({ priceMinor: 4_900 });
  core.clock.advance(DAY_MS);
  expect(await buyAddon(owner, addon.id)).toMatchObject({ priceMinor: 9_900 });
  const listed = (await postpaidOf(owner).getActivation({})).items;
  expect(listed).toMatchObject([{ priceMinor: 39_900, estimate: { totalMinor: 39_900 + 4_900 + 9_900 } }]);
  const later = await postpaidOf(await subscribed(core, plan)).getActivation({});
  expect(later.items).toMatchObject([{ priceMinor: 49_900 }]);
  core.clock.advance(30 * DAY_MS);
  await runBills(core.job());
  expect((await postpaidOf(owner).getActivation({})).items).toMatchObject([{ estimate: { totalMinor: 39_900 } }]);
});

it("calls an add-on used up once nothing of it is left, and expired on time before the worker comes", async () => {
  const owner = await subscribed(core);
  const [small, large] = [await addonPlan(core, { dataAllowanceBytes: GB }), await addonPlan(core)];
  await buyAddon(owner, small.id);
  core.clock.advance(1_000);
  await buyAddon(owner, large.id);
  await ingestUsage(await aPartner(core), { events: [anEvent(core, owner.phone, { amount: 2 * GB })] });
  const statuses = async () => (await postpaidOf(owner).listAddons({})).items.map(({ status }) => status);
  expect(await statuses()).toEqual(["active", "fully_used"]);
  core.clock.advance(30 * DAY_MS);
  expect(await statuses()).toEqual(["expired", "fully_used"]);
});

it("answers the same key with the same add-on, also when asked at once, and refuses it for another request", async () => {
  const owner = await subscribed(core);
  const [plan, other] = [await addonPlan(core), await addonPlan(core)];
  const idempotencyKey = randomUUID();
  const elsewhere = { ctx: contextOf(core.another(), owner.ctx.actor) };
  const wanted = Array.from({ length: 6 }, (_, index) =>
    buyAddon(index % 2 === 0 ? owner : elsewhere, plan.id, { idempotencyKey }),
  );
  const answers = await Promise.all(wanted);
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await boughtBy(owner.activationId)).toHaveLength(1);
  const reply: { replayed?: boolean } = {};
  const again = await buyAddon({ ctx: { ...owner.ctx, reply } }, plan.id, { idempotencyKey });
  expect([again.id, reply.replayed]).toEqual([answers[0]?.id, true]);
  const reused = buyAddon(owner, other.id, { idempotencyKey });
  await expect(reused).rejects.toMatchObject(because(postpaidErrors.keyReused()));
  await buyAddon(owner, plan.id);
  expect(await boughtBy(owner.activationId)).toHaveLength(2);
});

it("does not bind a key to a refusal", async () => {
  const owner = await subscribed(core);
  const idempotencyKey = randomUUID();
  const main = await mainPlan(core);
  const refused = buyAddon(owner, main.id, { idempotencyKey });
  await expect(refused).rejects.toMatchObject(because(postpaidErrors.planNotAddon()));
  expect(await buyAddon(owner, (await addonPlan(core)).id, { idempotencyKey })).toMatchObject({ status: "active" });
});

it("sells add-ons only, and only while they are on sale", async () => {
  const owner = await subscribed(core);
  const refusal = async (planId: string) => reasonsOf(await Promise.allSettled([buyAddon(owner, planId)]));
  const off = await addonPlan(core, { status: "inactive" });
  expect(await refusal((await core.plan()).id)).toEqual([postpaidErrors.planPrepaid().reason]);
  expect(await refusal(off.id)).toEqual([postpaidErrors.planInactive().reason]);
  expect(await refusal(owner.id)).toEqual([postpaidErrors.planUnknown().reason]);
});

it("sells nothing to who has no plan, a suspended or a cancelled one, or one whose cycle has ended", async () => {
  const plan = await addonPlan(core);
  const refusal = async (of: Parameters<typeof buyAddon>[0], fields = {}) =>
    reasonsOf(await Promise.allSettled([buyAddon(of, plan.id, fields)]));
  const [nobody, owner] = [await core.customer(), await subscribed(core)];
  expect(await refusal(nobody)).toEqual([postpaidErrors.noActivation().reason]);
  expect(await refusal(nobody, { activationId: owner.activationId })).toEqual([postpaidErrors.notFound().reason]);
  const staff = staffOf(await core.admin("manager"));
  const reason = "Reported stolen";
  await staff.suspend({ activationId: owner.activationId, reason });
  expect(await refusal(owner)).toEqual([postpaidErrors.suspended().reason]);
  await staff.restore({ activationId: owner.activationId, reason });
  core.clock.advance(30 * DAY_MS);
  expect(await refusal(owner)).toEqual([postpaidErrors.cycleEnded().reason]);
  await runBills(core.job());
  expect(await refusal(owner)).toEqual([]);
  await postpaidOf(owner).cancel({});
  expect(await refusal(owner)).toEqual([postpaidErrors.cancelled().reason]);
  const inactive = { ...owner.ctx, actor: { ...owner.ctx.actor, status: "inactive" as const } };
  expect(await refusal({ ctx: inactive })).toEqual([requestErrors.accountInactive().reason]);
});

it("asks which plan is meant where there are several", async () => {
  const owner = await subscribed(core);
  const phone = aPhone();
  await withTransaction(core.job(), (tx) => claimRegisteredLine(tx, { customerId: owner.id, phone }));
  const second = await postpaidOf(owner).activate({ planId: (await mainPlan(core)).id, phoneNumber: phone });
  const [addon, call, unnamed] = [await addonPlan(core), postpaidOf(owner), because(postpaidErrors.nameActivation())];
  await expect(buyAddon(owner, addon.id)).rejects.toMatchObject(unnamed);
  await expect(call.listAddons({})).rejects.toMatchObject(unnamed);
  await expect(call.getUsage({})).rejects.toMatchObject(unnamed);
  await expect(call.listSecondaryNumbers({})).rejects.toMatchObject(unnamed);
  await expect(call.cancel({})).rejects.toMatchObject(unnamed);
  const bought = await buyAddon(owner, addon.id, { activationId: second.id });
  expect(bought.activationId).toBe(second.id);
  await call.cancel({ activationId: second.id });
  expect((await buyAddon(owner, addon.id)).activationId).toBe(owner.activationId);
});

it("pages add-ons newest first, and refuses a made-up cursor", async () => {
  const [owner, plan] = [await subscribed(core), await addonPlan(core)];
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    core.clock.advance(1_000);
    ids.unshift((await buyAddon(owner, plan.id)).id);
  }
  const { listAddons } = postpaidOf(owner);
  const first = await listAddons({ limit: 2 });
  const second = await listAddons({ limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
  await expect(listAddons({ cursor: "nonsense" })).rejects.toMatchObject(because(requestErrors.badCursor()));
});

it("puts each add-on on exactly one bill when buying, cancelling and the bill run meet", async () => {
  const plan = await addonPlan(core);
  const server = core.another();
  for (let round = 0; round < 6; round += 1) {
    const owner = await subscribed(core);
    const elsewhere = { ...owner, ctx: contextOf(server, owner.ctx.actor) };
    core.clock.advance(30 * DAY_MS - (round % 2));
    const wanted = [
      ...Array.from({ length: 4 }, () => buyAddon(elsewhere, plan.id)),
      runBills(core.job()),
      postpaidOf(owner).cancel({}),
      buyAddon(owner, plan.id),
    ];
    const allowed = [postpaidErrors.cancelled().reason, postpaidErrors.cycleEnded().reason];
    for (const reason of reasonsOf(await Promise.allSettled(wanted))) expect(allowed).toContain(reason);
    const cycles = core.runtime.db.orm
      .select()
      .from(postpaidCycles)
      .where(eq(postpaidCycles.activationId, owner.activationId));
    expect((await cycles).every(({ status }) => status === "closed")).toBe(true);
    const lines = await core.runtime.db.query<{ addon_id: string }>({
      text: `select l.addon_id from bill_lines l join bills b on b.id = l.bill_id
        where b.activation_id = $1 and l.addon_id is not null order by 1`,
      values: [owner.activationId],
    });
    const billed = lines.map((line) => line.addon_id);
    expect(billed).toEqual((await boughtBy(owner.activationId)).map(({ id }) => id).toSorted());
  }
});

it("leaves books in which the audit finds nothing", async () => {
  expect((await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings).toEqual([]);
});
