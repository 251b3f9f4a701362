import { postpaidEvents, postpaidSecondaries } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { identityErrors } from "../identity/index.ts";
import { recharge } from "../recharge/recharge.fixture.ts";
import { aPhone, contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { postpaidErrors } from "./errors.ts";
import { expireSecondaryRequests } from "./index.ts";
import {
  ask,
  because,
  codeFor,
  DAY_MS,
  lineOf,
  mainPlan,
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

const eventKinds = async (activationId: string) => {
  const rows = core.runtime.db.orm.select().from(postpaidEvents).where(eq(postpaidEvents.activationId, activationId));
  return (await rows).map(({ kind }) => kind).toSorted();
};

it("asks a number with a code of its own, and lets it join with that code", async () => {
  const owner = await subscribed(core);
  const phone = aPhone();
  const { secondary, codeExpiresIn } = await ask(owner, phone.slice(3));
  expect(codeExpiresIn).toBe(600);
  expect(secondary).toMatchObject({
    ...{ phoneNumber: phone, label: "Ravi", status: "requested", joinedAt: null, activationId: owner.activationId },
    expiresAt: new Date(core.clock.now().getTime() + 7 * DAY_MS).toISOString(),
  });
  const params = { requesterName: "Asha Rao", phone, kind: "secondary" };
  expect(await noticesTo(core, phone, "link_request")).toMatchObject([{ params }]);
  const code = await codeFor(core, phone);
  const joined = await postpaidOf(owner).confirmSecondaryNumber({ secondaryId: secondary.id, code });
  expect(joined).toMatchObject({ status: "active", joinedAt: core.clock.now().toISOString() });
  expect((await lineOf(core, phone)).mode).toBe("postpaid_secondary");
  expect(await noticesTo(core, owner.phone, "link_accepted")).toMatchObject([{ params: { phone, label: "Ravi" } }]);
  const listed = await postpaidOf(owner).listSecondaryNumbers({});
  expect(listed).toEqual({ items: [joined], maxSecondaryNumbers: 2, sharedWithMe: [] });
  expect(await eventKinds(owner.activationId)).toEqual(["activated", "secondary_joined", "secondary_requested"]);
});

it("shows a request to who holds the number, who agrees or declines while signed in, without a code", async () => {
  const [owner, ravi, mina] = [await subscribed(core), await core.customer(), await core.customer()];
  const [toRavi, toMina] = [await ask(owner, ravi.phone), await ask(owner, mina.phone)];
  const { sharedWithMe } = await postpaidOf(ravi).listSecondaryNumbers({});
  expect(sharedWithMe).toMatchObject([{ id: toRavi.secondary.id, ownerName: "Asha Rao", status: "requested" }]);
  expect(sharedWithMe[0]?.label).toBeNull();
  const joined = await postpaidOf(ravi).confirmSecondaryNumber({ secondaryId: toRavi.secondary.id });
  expect(joined.status).toBe("active");
  const declined = await postpaidOf(mina).removeSecondaryNumber({ secondaryId: toMina.secondary.id });
  expect(declined.status).toBe("declined");
  expect((await lineOf(core, mina.phone)).mode).toBe("idle");
  expect(await eventKinds(owner.activationId)).toContain("secondary_declined");
});

it("asks the owner of the plan for the code, and refuses a wrong one and one that is used", async () => {
  const owner = await subscribed(core);
  const { secondary } = await ask(owner);
  const { confirmSecondaryNumber } = postpaidOf(owner);
  const right = await codeFor(core, secondary.phoneNumber);
  const wrong = right === "000000" ? "000001" : "000000";
  const confirm = (code?: string) => confirmSecondaryNumber({ secondaryId: secondary.id, code });
  await expect(confirm()).rejects.toMatchObject(because(postpaidErrors.codeNeeded()));
  await expect(confirm(wrong)).rejects.toMatchObject(because(identityErrors.codeWrong()));
  await confirm(right);
  await expect(confirm(right)).rejects.toMatchObject(because(postpaidErrors.secondaryNotRequested()));
});

it("stops guessing: after five wrong codes the right one is refused too", async () => {
  const owner = await subscribed(core);
  const { secondary } = await ask(owner);
  const right = await codeFor(core, secondary.phoneNumber);
  const wrong = right === "000000" ? "000001" : "000000";
  const confirm = (code: string) => postpaidOf(owner).confirmSecondaryNumber({ secondaryId: secondary.id, code });
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(confirm(wrong)).rejects.toMatchObject(because(identityErrors.codeWrong()));
  }
  await expect(confirm(right)).rejects.toMatchObject(because(identityErrors.codeWrong()));
  expect((await secondaryRow(core, secondary.id)).status).toBe("requested");
});

it("hides a request from everyone but the owner of the plan and who holds the number", async () => {
  const [owner, stranger] = [await subscribed(core), await subscribed(core)];
  const { secondary } = await ask(owner);
  const code = await codeFor(core, secondary.phoneNumber);
  const call = postpaidOf(stranger);
  const hidden = because(postpaidErrors.secondaryNotFound());
  await expect(call.confirmSecondaryNumber({ secondaryId: secondary.id, code })).rejects.toMatchObject(hidden);
  await expect(call.removeSecondaryNumber({ secondaryId: secondary.id })).rejects.toMatchObject(hidden);
  const { activationId } = owner;
  await expect(call.listSecondaryNumbers({ activationId })).rejects.toMatchObject(because(postpaidErrors.notFound()));
  const intrusion = ask(stranger, aPhone(), { activationId });
  await expect(intrusion).rejects.toMatchObject(because(postpaidErrors.notFound()));
});

it("answers the same for a number with a plan, one without and an unknown one, and tells only who has its code", async () => {
  const owner = await subscribed(core, await mainPlan(core, { maxSecondaryNumbers: 5 }));
  const [busy, idle, rival] = [await core.customer(), await core.customer(), await subscribed(core)];
  await recharge(busy, (await core.plan()).id);
  const asked = [];
  for (const phone of [busy.phone, idle.phone, rival.phone, aPhone()]) asked.push(await ask(owner, phone));
  const alike = asked.map(({ secondary, codeExpiresIn }) => [secondary.status, secondary.label, codeExpiresIn]);
  expect(new Set(alike.map((each) => JSON.stringify(each))).size).toBe(1);
  for (const each of [asked[0], asked[2]]) {
    const secondaryId = each?.secondary.id ?? "";
    const code = await codeFor(core, each?.secondary.phoneNumber ?? "");
    const joining = postpaidOf(owner).confirmSecondaryNumber({ secondaryId, code });
    await expect(joining).rejects.toMatchObject(because(postpaidErrors.secondaryBusy()));
  }
});

it("refuses the plan's own number, one that shares it already, and what is no number", async () => {
  const owner = await subscribed(core);
  await expect(ask(owner, owner.phone)).rejects.toMatchObject(because(postpaidErrors.secondaryOwnLine()));
  await expect(ask(owner, "+911234")).rejects.toMatchObject(because(identityErrors.phoneInvalid()));
  const phone = aPhone();
  await share(core, owner, phone);
  await expect(ask(owner, phone)).rejects.toMatchObject(because(postpaidErrors.secondaryExists()));
  const nobody = await core.customer();
  await expect(ask(nobody)).rejects.toMatchObject(because(postpaidErrors.noActivation()));
});

it("sends another code where the same number is asked again, and counts it once", async () => {
  const owner = await subscribed(core, await mainPlan(core, { maxSecondaryNumbers: 1 }));
  const phone = aPhone();
  const first = await ask(owner, phone);
  const stale = await codeFor(core, phone);
  core.clock.advance(60_000);
  const second = await ask(owner, phone, { label: "Ravi Rao" });
  expect(second.secondary).toMatchObject({ id: first.secondary.id, label: "Ravi Rao" });
  const code = await codeFor(core, phone);
  const { confirmSecondaryNumber } = postpaidOf(owner);
  const { id: secondaryId } = first.secondary;
  if (stale !== code) {
    const refused = confirmSecondaryNumber({ secondaryId, code: stale });
    await expect(refused).rejects.toMatchObject(because(identityErrors.codeWrong()));
  }
  expect((await confirmSecondaryNumber({ secondaryId, code })).status).toBe("active");
});

it("allows as many numbers as the plan does, requests counted, also of those asked at once", async () => {
  const owner = await subscribed(core);
  const elsewhere = { ...owner, ctx: contextOf(core.another(), owner.ctx.actor) };
  const wanted = Array.from({ length: 6 }, (_, index) => ask(index % 2 === 0 ? owner : elsewhere));
  const reasons = reasonsOf(await Promise.allSettled(wanted));
  expect(reasons).toEqual(Array(4).fill(postpaidErrors.secondaryLimit().reason));
  const { items } = await postpaidOf(owner).listSecondaryNumbers({});
  expect(items).toHaveLength(2);
  await postpaidOf(owner).removeSecondaryNumber({ secondaryId: items[0]?.id ?? "" });
  expect((await ask(owner)).secondary.status).toBe("requested");
  const none = await subscribed(core, await mainPlan(core, { maxSecondaryNumbers: null }));
  await expect(ask(none)).rejects.toMatchObject(because(postpaidErrors.secondaryLimit()));
});

it("ends an unanswered request after seven days, at once by the clock and written by the job", async () => {
  const owner = await subscribed(core, await mainPlan(core, { maxSecondaryNumbers: 1 }));
  const ravi = await core.customer();
  const { secondary } = await ask(owner, ravi.phone);
  core.clock.advance(7 * DAY_MS);
  const late = postpaidOf(ravi).confirmSecondaryNumber({ secondaryId: secondary.id });
  await expect(late).rejects.toMatchObject(because(postpaidErrors.secondaryNotRequested()));
  expect((await postpaidOf(owner).listSecondaryNumbers({})).items).toEqual([]);
  expect((await postpaidOf(ravi).listSecondaryNumbers({})).sharedWithMe).toEqual([]);
  const again = await ask(owner, ravi.phone);
  expect(again.secondary.id).not.toBe(secondary.id);
  expect((await secondaryRow(core, secondary.id)).status).toBe("expired");
  core.clock.advance(7 * DAY_MS);
  expect((await expireSecondaryRequests(core.job())).expired).toBeGreaterThanOrEqual(1);
  expect(await expireSecondaryRequests(core.job())).toEqual({ expired: 0 });
  expect(await secondaryRow(core, again.secondary.id)).toMatchObject({ status: "expired" });
  expect((await eventKinds(owner.activationId)).filter((kind) => kind === "secondary_expired")).toHaveLength(2);
});

it("frees a number that is removed by the owner or leaves by itself, once", async () => {
  const [owner, ravi] = [await subscribed(core), await core.customer()];
  const [removed, left] = [await share(core, owner), await share(core, owner, ravi.phone)];
  const { phone } = await secondaryRow(core, removed);
  expect(await postpaidOf(owner).removeSecondaryNumber({ secondaryId: removed })).toMatchObject({ status: "removed" });
  expect(await postpaidOf(ravi).removeSecondaryNumber({ secondaryId: left })).toMatchObject({ status: "removed" });
  expect([(await lineOf(core, phone)).mode, (await lineOf(core, ravi.phone)).mode]).toEqual(["idle", "idle"]);
  const again = postpaidOf(owner).removeSecondaryNumber({ secondaryId: removed });
  await expect(again).rejects.toMatchObject(because(postpaidErrors.secondaryEnded()));
  const gone = postpaidOf(ravi).removeSecondaryNumber({ secondaryId: left });
  await expect(gone).rejects.toMatchObject(because(postpaidErrors.secondaryNotFound()));
  expect((await recharge(ravi, (await core.plan()).id)).subscription?.status).toBe("active");
});

it("adds no number to a plan that is suspended or cancelled", async () => {
  const owner = await subscribed(core);
  const { secondary } = await ask(owner);
  const code = await codeFor(core, secondary.phoneNumber);
  const staff = staffOf(await core.admin("support"));
  await staff.suspend({ activationId: owner.activationId, reason: "Reported stolen" });
  const confirm = () => postpaidOf(owner).confirmSecondaryNumber({ secondaryId: secondary.id, code });
  await expect(confirm()).rejects.toMatchObject(because(postpaidErrors.suspended()));
  await expect(ask(owner)).rejects.toMatchObject(because(postpaidErrors.suspended()));
  await postpaidOf(owner).cancel({});
  await expect(confirm()).rejects.toMatchObject(because(postpaidErrors.secondaryNotRequested()));
  await expect(ask(owner)).rejects.toMatchObject(because(postpaidErrors.cancelled()));
});

it("refuses a recharge of a number that shares a plan, and lets one of joining and a recharge that meet win", async () => {
  const prepaid = await core.plan();
  const server = core.another();
  for (let round = 0; round < 8; round += 1) {
    const [owner, ravi] = [await subscribed(core), await core.customer()];
    const { secondary } = await ask(owner, ravi.phone);
    const elsewhere = { ...ravi, ctx: contextOf(server, ravi.ctx.actor) };
    const wanted = [
      recharge(elsewhere, prepaid.id),
      postpaidOf(ravi).confirmSecondaryNumber({ secondaryId: secondary.id }),
    ];
    const reasons = reasonsOf(await Promise.allSettled(wanted));
    const line = await lineOf(core, ravi.phone);
    const isShared = line.mode === "postpaid_secondary";
    const expected = isShared
      ? ["recharge.linePostpaid", "recharge.reversed"]
      : [postpaidErrors.secondaryBusy().reason];
    expect(expected).toContain(reasons[0]);
    expect([reasons.length, line.baseEndsAt === null]).toEqual([1, isShared]);
    expect((await secondaryRow(core, secondary.id)).status).toBe(isShared ? "active" : "requested");
  }
});

it("lets a number that two plans ask at once join one of them", async () => {
  const [one, two, ravi] = [await subscribed(core), await subscribed(core), await core.customer()];
  const asked = [await ask(one, ravi.phone), await ask(two, ravi.phone)];
  const wanted = asked.map(({ secondary }) => postpaidOf(ravi).confirmSecondaryNumber({ secondaryId: secondary.id }));
  expect(reasonsOf(await Promise.allSettled(wanted))).toEqual([postpaidErrors.secondaryBusy().reason]);
  const active = and(eq(postpaidSecondaries.phone, ravi.phone), eq(postpaidSecondaries.status, "active"));
  expect(await core.runtime.db.orm.select().from(postpaidSecondaries).where(active)).toHaveLength(1);
});

it("lets a number join at once where the demo asks for no consent", async () => {
  const demo = await createTestCore({ config: { linkConsent: "off" } });
  const owner = await subscribed(demo);
  const phone = aPhone();
  const { secondary, codeExpiresIn } = await ask(owner, phone);
  expect([secondary.status, codeExpiresIn]).toEqual(["active", null]);
  expect((await lineOf(demo, phone)).mode).toBe("postpaid_secondary");
  await demo.close();
});

it("leaves books in which the audit finds nothing", async () => {
  expect((await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings).toEqual([]);
});
