import { lineOwnerships } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
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
  postpaidOf,
  share,
  subscribed,
} from "./postpaid.fixture.ts";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z"), config: { rateLimits: "off" } });
});
afterAll(() => core.close());

async function use(phone: string, amount: number, kind: "data" | "voice" | "sms" = "data") {
  await ingestUsage(await aPartner(core), { events: [anEvent(core, phone, { amount, kind })] });
}

it("shows the owner what each number used, and the pool of plan and add-ons", async () => {
  const owner = await subscribed(core, await mainPlan(core, { dataAllowanceBytes: 10 * GB }));
  const ravi = await core.customer();
  const secondaryId = await share(core, owner, ravi.phone);
  await buyAddon(owner, (await addonPlan(core)).id);
  core.clock.advance(DAY_MS);
  await use(owner.phone, 2 * GB);
  await use(ravi.phone, 15 * GB);
  await use(ravi.phone, 3, "sms");
  const usage = await postpaidOf(owner).getUsage({});
  expect(usage).toMatchObject({
    ...{ role: "owner", activationId: owner.activationId, phoneNumber: owner.phone, overageBytes: 2 * GB },
    own: { data: 2 * GB, voice: 0, sms: 0 },
    pool: {
      data: { allowance: 15 * GB, used: 15 * GB, remaining: 0 },
      voice: { allowance: null, remaining: null },
      sms: { allowance: 100, used: 3, remaining: 97 },
    },
    cycle: { number: 1, daysLeft: 29 },
  });
  const use1 = { data: 15 * GB, voice: 0, sms: 3 };
  expect(usage.members).toEqual([{ secondaryId, phoneNumber: ravi.phone, label: "Ravi", use: use1 }]);
  const [view] = (await postpaidOf(owner).getActivation({})).items;
  expect(view).toMatchObject({ overageBytes: 2 * GB, balance: { data: { allowance: 10 * GB, remaining: 0 } } });
  expect(view?.estimate?.totalMinor).toBe(49_900 + 9_900 + 4_000);
});

it("shows who holds a shared number its own use and the pool, and nothing of the bill or the others", async () => {
  const owner = await subscribed(core);
  const [ravi, mina] = [await core.customer(), await core.customer()];
  await share(core, owner, mina.phone);
  const secondaryId = await share(core, owner, ravi.phone);
  core.clock.advance(1_000);
  await use(owner.phone, 7 * GB);
  await use(ravi.phone, GB);
  const usage = await postpaidOf(ravi).getUsage({});
  expect(usage).toMatchObject({
    ...{ role: "secondary", phoneNumber: ravi.phone, own: { data: GB }, overageBytes: null, members: [] },
    pool: { data: { allowance: 50 * GB, used: 8 * GB } },
  });
  const text = JSON.stringify(usage);
  for (const secret of [owner.phone, mina.phone, "49900", "Minor"]) expect(text).not.toContain(secret);
  expect(await postpaidOf(ravi).getUsage({ secondaryId })).toEqual(usage);
  const hidden = postpaidOf(mina).getUsage({ secondaryId });
  await expect(hidden).rejects.toMatchObject(because(postpaidErrors.secondaryNotFound()));
  const named = postpaidOf(ravi).getUsage({ activationId: owner.activationId });
  await expect(named).rejects.toMatchObject(because(postpaidErrors.notFound()));
  await postpaidOf(ravi).removeSecondaryNumber({ secondaryId });
  await expect(postpaidOf(ravi).getUsage({})).rejects.toMatchObject(because(postpaidErrors.noActivation()));
});

it("counts a number from when it joined, and anew with each cycle", async () => {
  const owner = await subscribed(core);
  const ravi = await core.customer();
  await use(ravi.phone, 4 * GB);
  core.clock.advance(1_000);
  await share(core, owner, ravi.phone);
  expect((await postpaidOf(owner).getUsage({})).members).toMatchObject([{ use: { data: 0 } }]);
  core.clock.advance(1_000);
  await use(ravi.phone, GB);
  expect((await postpaidOf(ravi).getUsage({})).own.data).toBe(GB);
  core.clock.advance(30 * DAY_MS);
  await runBills(core.job());
  const fresh = await postpaidOf(owner).getUsage({});
  expect(fresh).toMatchObject({ cycle: { number: 2 }, pool: { data: { used: 0 } }, members: [{ use: { data: 0 } }] });
});

it("shows who takes a shared number over nothing of what was used before", async () => {
  const owner = await subscribed(core);
  const ravi = await core.customer();
  await share(core, owner, ravi.phone);
  core.clock.advance(1_000);
  await use(ravi.phone, 3 * GB);
  core.clock.advance(1_000);
  const since = core.clock.now();
  await core.runtime.db.orm.update(lineOwnerships).set({ since }).where(eq(lineOwnerships.lineId, ravi.lineId));
  expect((await postpaidOf(ravi).getUsage({})).own.data).toBe(0);
  await use(ravi.phone, GB);
  expect((await postpaidOf(ravi).getUsage({})).own.data).toBe(GB);
  expect((await postpaidOf(owner).getUsage({})).members).toMatchObject([{ use: { data: 4 * GB } }]);
});

it("lists the plans and add-ons on sale, apart, cheapest first", async () => {
  const customer = await core.customer();
  const [dear, cheap] = [await mainPlan(core, { priceMinor: 2 }), await mainPlan(core, { priceMinor: 1 })];
  const addon = await addonPlan(core, { priceMinor: 1 });
  await mainPlan(core, { status: "inactive" });
  const call = postpaidOf(customer);
  const plans = (await call.listPlans({ limit: 2 })).items.map(({ id }) => id);
  expect(plans).toEqual([cheap.id, dear.id]);
  expect((await call.listAddonPlans({ limit: 1 })).items).toMatchObject([{ id: addon.id, isTopup: true }]);
  const dearest = (await call.listPlans({ sort: "-price" })).items;
  expect(dearest.every(({ type, isTopup }) => type === "postpaid" && !isTopup)).toBe(true);
  expect(dearest.at(-1)?.id).toBe(cheap.id);
});

it("leaves books in which the audit finds nothing", async () => {
  expect((await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings).toEqual([]);
});
