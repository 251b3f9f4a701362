import { linkedAccounts, usageDays, usageEvents } from "@nexa/db";
import type { AnyTRPCProcedure } from "@trpc/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CustomerActor } from "../context.ts";
import { customerRouter } from "../customer-router.ts";
import { codeSentTo, stranger } from "../identity/codes.fixture.ts";
import { sequenceNotices } from "../notifications/index.ts";
import { recharge } from "../recharge/recharge.fixture.ts";
import { aPhone, contextOf, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { confirmLine } from "./confirm-line.ts";
import { giveUpLine } from "./give-up-line.ts";
import { requestLine } from "./request-line.ts";

const DAY = 86_400_000;
const USED_BYTES = 987_654_321;
/** Open to everyone: they show the catalogue, which is not the number's. */
const PUBLIC = /^catalog\./;

let core: TestCore;
beforeAll(async () => {
  // By day, when the operator's date is UTC's: use is entered by date below.
  core = await createTestCore({ now: new Date("2026-11-23T06:00:00Z"), config: { rateLimits: "off" } });
});
afterAll(() => core.close());

const procedures: Record<string, AnyTRPCProcedure> = customerRouter._def.procedures as never;
const reads = Object.keys(procedures).filter((path) => procedures[path]?._def.type === "query" && !PUBLIC.test(path));

async function ask(path: string, actor: CustomerActor, input: object): Promise<string> {
  const procedure = procedures[path];
  if (!procedure) throw new Error(`no procedure ${path}`);
  const ctx = contextOf(core.runtime, actor);
  const call = {
    ctx,
    path,
    type: procedure._def.type,
    getRawInput: async () => input,
    signal: undefined,
    batchIndex: 0,
  };
  try {
    return JSON.stringify(await procedure(call));
  } catch (error) {
    return String(error);
  }
}

/** The ids of what a life with the number left behind, and what it used. */
async function lived(owner: TestCustomer, phone: string): Promise<{ lineId: string; traces: string[] }> {
  const { id: lineId } = await add(owner, phone);
  const [plan, family, partnerId] = [await core.plan({ validityDays: 1 }), await core.customer(), crypto.randomUUID()];
  const bought = [
    await recharge(owner, plan.id, { recipientPhoneNumber: phone }),
    await recharge(owner, plan.id, { recipientPhoneNumber: phone }),
    await recharge(family, plan.id, { recipientPhoneNumber: phone }),
  ];
  const now = core.clock.now();
  const { orm } = core.runtime.db;
  const linkId = crypto.randomUUID();
  await orm.insert(linkedAccounts).values({
    ...{ id: linkId, customerId: family.id, lineId, phone, label: "Old friend", relationship: "friend" },
    ...{ status: "linked", requestedAt: now, expiresAt: new Date(now.getTime() + 7 * DAY), linkedAt: now },
  });
  const day = now.toISOString().slice(0, 10);
  await orm.insert(usageDays).values({ lineId, day, kind: "data", amount: USED_BYTES });
  await orm.insert(usageEvents).values({
    ...{ partnerId, eventId: "old-event", lineId, kind: "data", amount: USED_BYTES, zone: "home" },
    ...{ startedAt: now, receivedAt: now, splits: [] },
  });
  const ids = bought.flatMap(({ transaction, subscription }) => [
    transaction.id,
    transaction.reference,
    subscription?.id,
  ]);
  const traces = [...ids, plan.id, plan.name, lineId, owner.id, owner.phone, family.id, family.phone, linkId];
  return {
    lineId,
    traces: [...traces, "Old friend", "Former Owner", String(USED_BYTES)].filter((each) => each !== undefined),
  };
}

async function add(customer: TestCustomer, phoneNumber: string) {
  core.clock.advance(1_000);
  const ctx = { ...customer.ctx, caller: stranger(core).caller };
  const { lineId } = await requestLine(ctx, { phoneNumber });
  return confirmLine(ctx, { lineId, code: await codeSentTo(core, phoneNumber) });
}

it("a recycled number shows its new owner nothing of the old one, in no read there is", async () => {
  const phone = aPhone();
  const before = await core.customer({ fullName: "Former Owner" });
  const { lineId: oldLineId, traces } = await lived(before, phone);
  const inputsOfOwner = [{}, { lineId: oldLineId }];
  const seen = await Promise.all(
    reads.flatMap((path) => inputsOfOwner.map((input) => ask(path, before.ctx.actor, input))),
  );
  for (const trace of [...traces.slice(0, 3), String(USED_BYTES)]) expect(seen.join()).toContain(trace);
  core.clock.advance(4 * DAY);
  await giveUpLine(before.ctx, { lineId: oldLineId });
  await sequenceNotices(core.job());

  const after = await core.customer({ fullName: "New Owner" });
  const { id: newLineId } = await add(after, phone);
  await sequenceNotices(core.job());
  expect(newLineId).not.toBe(oldLineId);
  const [transactionId, , subscriptionId] = traces;
  const named = { transactionId, subscriptionId, lineId: newLineId };
  const inputs = [
    {},
    { lineId: newLineId },
    { phoneNumber: phone },
    { limit: 50 },
    { transactionId },
    { recipientPhoneNumber: phone, planId: (await core.plan()).id, paymentMethod: "upi" },
    named,
  ];
  expect(reads.length).toBeGreaterThan(12);
  for (const path of reads) {
    const answers = [];
    for (const input of inputs) answers.push(await ask(path, after.ctx.actor, input));
    for (const trace of traces) expect([path, trace, answers.join().includes(trace)]).toEqual([path, trace, false]);
  }
  // The old line's own id opens nothing either.
  for (const path of reads) {
    const answer = await ask(path, after.ctx.actor, { lineId: oldLineId });
    expect([path, answer.includes(String(USED_BYTES))]).toEqual([path, false]);
  }
});

it("a recycled number shows its old owner nothing of the new one, and keeps what the old one paid", async () => {
  const phone = aPhone();
  const before = await core.customer({ fullName: "Former Owner" });
  const { lineId: oldLineId, traces } = await lived(before, phone);
  core.clock.advance(4 * DAY);
  await giveUpLine(before.ctx, { lineId: oldLineId });
  const after = await core.customer({ fullName: "New Owner" });
  const { id: newLineId } = await add(after, phone);
  const plan = await core.plan();
  const { transaction, subscription } = await recharge(after, plan.id, { recipientPhoneNumber: phone });
  await sequenceNotices(core.job());
  const secrets = [newLineId, transaction.id, subscription?.id ?? "", plan.name, after.id, after.phone, "New Owner"];
  for (const path of reads) {
    const answers = [await ask(path, before.ctx.actor, {}), await ask(path, before.ctx.actor, { lineId: newLineId })];
    answers.push(await ask(path, before.ctx.actor, { phoneNumber: phone }));
    for (const secret of secrets)
      expect([path, secret, answers.join().includes(secret)]).toEqual([path, secret, false]);
  }
  expect(await ask("transactions.list", before.ctx.actor, {})).toContain(traces[0]);
});
