import { bills, postpaidCycles, postpaidEvents } from "@nexa/db";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { recharge } from "../recharge/recharge.fixture.ts";
import { contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { ingestUsage } from "../usage/index.ts";
import { anEvent, aPartner } from "../usage/usage.fixture.ts";
import { runBills } from "./billing/index.ts";
import { postpaidErrors } from "./errors.ts";
import { openBusinessOf } from "./index.ts";
import {
  activationRow,
  addonPlan,
  ask,
  because,
  buyAddon,
  DAY_MS,
  GB,
  lineOf,
  noticesTo,
  postpaidOf,
  reasonsOf,
  secondaryRow,
  share,
  staffOf,
  subscribed,
} from "./postpaid.fixture.ts";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z"), config: { rateLimits: "off" } });
});
afterAll(() => core.close());

const billsOf = (activationId: string) =>
  core.runtime.db.orm.select().from(bills).where(eq(bills.activationId, activationId)).orderBy(asc(bills.number));
const cyclesOf = (activationId: string) =>
  core.runtime.db.orm
    .select()
    .from(postpaidCycles)
    .where(eq(postpaidCycles.activationId, activationId))
    .orderBy(asc(postpaidCycles.number));

it("bills the running cycle at once, frees the lines and ends what shares the plan", async () => {
  const owner = await subscribed(core);
  const [joined, asked] = [await share(core, owner), (await ask(owner)).secondary];
  await buyAddon(owner, (await addonPlan(core)).id);
  const { phone } = await secondaryRow(core, joined);
  await ingestUsage(await aPartner(core), { events: [anEvent(core, phone, { amount: 56 * GB })] });
  core.clock.advance(3 * DAY_MS);
  const now = core.clock.now().toISOString();
  const { activation, bill } = await postpaidOf(owner).cancel({});
  expect(activation).toMatchObject({
    status: "cancelled",
    cancelledAt: now,
    cycle: null,
    balance: null,
    estimate: null,
  });
  expect(activation.secondaryNumbers).toEqual([]);
  expect(bill.lines.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ...[["base", 49_900] as const, ["addon", 9_900] as const, ["overage", 2_000] as const],
  ]);
  expect(bill).toMatchObject({ status: "issued", totalMinor: 61_800, outstandingMinor: 61_800, periodEndsAt: now });
  expect([(await lineOf(core, owner.phone)).mode, (await lineOf(core, phone)).mode]).toEqual(["idle", "idle"]);
  for (const id of [joined, asked.id]) expect(await secondaryRow(core, id)).toMatchObject({ status: "removed" });
  expect(await cyclesOf(owner.activationId)).toMatchObject([{ status: "closed", number: 1 }]);
  expect(await noticesTo(core, owner.phone, "plan_cancelled")).toHaveLength(1);
  expect(await openBusinessOf(owner.ctx, owner.id)).toEqual({ activations: 0, openBills: 1 });
  expect((await recharge(owner, (await core.plan()).id)).subscription?.status).toBe("active");
});

it("shows a cancelled plan where it is named, and none otherwise", async () => {
  const owner = await subscribed(core);
  const { activationId } = owner;
  expect(await openBusinessOf(owner.ctx, owner.id)).toEqual({ activations: 1, openBills: 0 });
  await postpaidOf(owner).cancel({ activationId });
  expect(await postpaidOf(owner).getActivation({})).toEqual({ items: [] });
  const { items } = await postpaidOf(owner).getActivation({ activationId });
  expect(items).toMatchObject([{ id: activationId, status: "cancelled" }]);
  const stranger = postpaidOf(await core.customer());
  await expect(stranger.getActivation({ activationId })).rejects.toMatchObject(because(postpaidErrors.notFound()));
  await expect(stranger.cancel({ activationId })).rejects.toMatchObject(because(postpaidErrors.notFound()));
  await expect(stranger.cancel({})).rejects.toMatchObject(because(postpaidErrors.noActivation()));
  await expect(postpaidOf(owner).cancel({})).rejects.toMatchObject(because(postpaidErrors.cancelled()));
});

it("bills cycles that the worker has not closed yet each on its own", async () => {
  const owner = await subscribed(core);
  const startedAt = core.clock.now().getTime();
  core.clock.advance(65 * DAY_MS);
  await postpaidOf(owner).cancel({});
  const issued = await billsOf(owner.activationId);
  const daysOf = (row: (typeof issued)[number]) =>
    [row.periodStart, row.periodEnd].map((at) => (at.getTime() - startedAt) / DAY_MS);
  expect(issued.map(daysOf)).toEqual([
    [0, 30],
    [30, 60],
    [60, 65],
  ]);
  expect(issued.map(({ totalMinor }) => totalMinor)).toEqual([49_900, 49_900, 49_900]);
  await runBills(core.job());
  expect(await billsOf(owner.activationId)).toHaveLength(3);
});

it("cancels a suspended plan too, and leaves nothing of the suspension", async () => {
  const owner = await subscribed(core);
  const staff = staffOf(await core.admin("support"));
  await staff.suspend({ activationId: owner.activationId, reason: "Reported stolen" });
  const { activation } = await postpaidOf(owner).cancel({});
  expect(activation).toMatchObject({ status: "cancelled", suspendedFor: null, statusReason: null });
});

it("cancels once and bills once when asked many times at once, the bill run beside it", async () => {
  const server = core.another();
  for (let round = 0; round < 5; round += 1) {
    const owner = await subscribed(core);
    const elsewhere = { ctx: contextOf(server, owner.ctx.actor) };
    const support = staffOf(await core.admin("support"));
    core.clock.advance(30 * DAY_MS - 1);
    const reason = "Asked for by letter";
    const outcomes = await Promise.allSettled([
      ...[postpaidOf(owner).cancel({}), postpaidOf(elsewhere).cancel({}), runBills(core.job())],
      ...[support.cancel({ activationId: owner.activationId, reason }), postpaidOf(owner).cancel({})],
    ]);
    expect(reasonsOf(outcomes)).toEqual(Array(3).fill(postpaidErrors.cancelled().reason));
    const cycles = await cyclesOf(owner.activationId);
    expect(cycles.map(({ status }) => status)).toEqual(cycles.map(() => "closed"));
    expect(await billsOf(owner.activationId)).toHaveLength(cycles.length);
    const events = await core.runtime.db.orm
      .select()
      .from(postpaidEvents)
      .where(eq(postpaidEvents.activationId, owner.activationId));
    expect(events.filter(({ kind }) => kind === "cancelled")).toHaveLength(1);
    expect((await activationRow(core, owner.activationId)).status).toBe("cancelled");
  }
});

it("leaves no number shared by a cancelled plan where joining and cancelling meet", async () => {
  for (let round = 0; round < 6; round += 1) {
    const [owner, ravi] = [await subscribed(core), await core.customer()];
    const { secondary } = await ask(owner, ravi.phone);
    const secondaryId = secondary.id;
    const wanted = [postpaidOf(ravi).confirmSecondaryNumber({ secondaryId }), postpaidOf(owner).cancel({})];
    const outcomes = await Promise.allSettled(round % 2 === 0 ? wanted : wanted.toReversed());
    const allowed = [postpaidErrors.cancelled(), postpaidErrors.secondaryNotRequested()].map(({ reason }) => reason);
    for (const reason of reasonsOf(outcomes)) expect(allowed).toContain(reason);
    expect((await lineOf(core, ravi.phone)).mode).toBe("idle");
    expect((await secondaryRow(core, secondaryId)).status).toBe("removed");
  }
});

it("leaves books in which the audit finds nothing", async () => {
  expect((await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings).toEqual([]);
});
