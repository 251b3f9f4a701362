import { randomInt } from "node:crypto";
import { USAGE_KINDS, type UsageEvent, type UsageKind } from "@nexa/contracts";
import { createChance } from "@nexa/db/seed/prng";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CoreContext, PartnerActor } from "../context.ts";
import { contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { ingestUsage } from "./ingest-usage.ts";
import { type PlainEvent, type PlainLine, type PlainSource, replay } from "./replay.fixture.ts";
import { anEvent, aPartner, GB, giveAddon, givePlan, givePostpaid, giveSecondary, MB } from "./usage.fixture.ts";

const DAY_MS = 86_400_000;
const EVENTS = 6_000;
const COPIES = 3;
const SENDERS = 6;
const PREPAID_LINES = 12;
const SEED = randomInt(2 ** 31);
const chance = createChance(SEED);

let core: TestCore;
let partner: CoreContext<PartnerActor>;
const lines = new Map<string, PlainLine>();

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T00:00:00Z") });
  partner = await aPartner(core);
  for (let each = 0; each < PREPAID_LINES; each += 1) await prepaidLine(each);
  for (const dataAllowanceBytes of [2 * GB, 10 * GB]) await family(dataAllowanceBytes);
  core.clock.advance(4 * DAY_MS);
});
afterAll(() => core.close());

/** Every second line has a daily limit; plans follow one another, and two top-ups overlap. */
async function prepaidLine(index: number): Promise<void> {
  const { lineId, phone } = await core.customer();
  const start = core.clock.now().getTime();
  const sources: PlainSource[] = [];
  const give = async (days: number, fromDay: number, isTopup: boolean, bytes: number, dailyLimit: number | null) => {
    const startsAt = start + fromDay * DAY_MS;
    const counted = {
      dataAllowanceBytes: bytes,
      dailyDataLimitBytes: dailyLimit,
      talktimeMinutes: isTopup ? null : 60,
    };
    const id = await givePlan(core, { lineId, days, isTopup, startsAt: new Date(startsAt), ...counted });
    const allowance = { data: bytes, voice: isTopup ? 0 : 3_600, sms: isTopup ? 0 : null };
    sources.push({ id, allowance, dailyLimit, startsAt, endsAt: startsAt + days * DAY_MS });
  };
  const limit = index % 2 === 0 ? 300 * MB : null;
  await give(2, 0, false, GB, limit);
  await give(2, 2, false, GB, limit);
  await give(2, 1, true, 150 * MB, null);
  await give(3, 1, true, 200 * MB, null);
  lines.set(lineId, { phone, sources, overage: null });
}

/** A main number with two secondary ones and an add-on: three lines that draw on one pool. */
async function family(dataAllowanceBytes: number): Promise<void> {
  const [main, ...others] = [await core.customer(), await core.customer(), await core.customer()];
  const given = await givePostpaid(core, main, { dataAllowanceBytes, talktimeMinutes: 90 });
  for (const other of others) await giveSecondary(core, given.activationId, other);
  const startsAt = core.clock.now().getTime();
  const window = { dailyLimit: null, startsAt, endsAt: Number.POSITIVE_INFINITY };
  const addon = await giveAddon(core, given, 500 * MB);
  const sources = [
    { id: addon, allowance: { data: 500 * MB, voice: 0, sms: 0 }, ...window },
    { id: given.cycleId, allowance: { data: dataAllowanceBytes, voice: 5_400, sms: null }, ...window },
  ];
  for (const { lineId, phone } of [main, ...others])
    lines.set(lineId, { phone, sources, overage: { of: given.cycleId } });
}

const AMOUNTS: Record<UsageKind, [number, number]> = { data: [1, 12 * MB], voice: [1, 240], sms: [1, 3] };

function events(): UsageEvent[] {
  const phones = [...lines.values()].map((line) => line.phone);
  const now = core.clock.now().getTime();
  return Array.from({ length: EVENTS }, () => {
    const kind = chance.weighted(USAGE_KINDS, (each) => (each === "data" ? 6 : 1));
    const startedAt = new Date(now - chance.between(1, 4 * DAY_MS - 1)).toISOString();
    const zone = chance.happens(0.1) ? ("roaming" as const) : ("home" as const);
    return anEvent(core, chance.pick(phones), { kind, amount: chance.between(...AMOUNTS[kind]), zone, startedAt });
  });
}

/** Cuts what is to be sent into batches of 1 to 200 events. */
function batchesOf(sent: readonly UsageEvent[]): UsageEvent[][] {
  const batches: UsageEvent[][] = [];
  for (let at = 0; at < sent.length; ) {
    const batch = sent.slice(at, at + chance.between(1, 200));
    batches.push(batch);
    at += batch.length;
  }
  return batches;
}

type Stored = PlainEvent & { event_id: string; split: number };

function stored(): Promise<Stored[]> {
  return core.runtime.db.query({
    text: `select event_id, line_id as "lineId", kind, amount, started_at as "startedAt",
        (select sum((s->>'amount')::int8)::int8 from jsonb_array_elements(splits) s) as split
      from usage_events order by arrival`,
  });
}

it(`rates each event once however often, in whatever order and by how many it is sent (seed ${SEED})`, async () => {
  const all = events();
  const batches = batchesOf(chance.shuffled(Array.from({ length: COPIES }, () => all).flat()));
  const answers = { accepted: 0, duplicates: 0, rejected: 0 };
  const servers = [core.runtime, core.another(), core.another()].map((runtime) => contextOf(runtime, partner.actor));
  const send = async (sender: number) => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const ctx = servers[sender % servers.length] ?? partner;
      const answer = await ingestUsage(ctx, { events: batch });
      answers.accepted += answer.accepted;
      answers.duplicates += answer.duplicates;
      answers.rejected += answer.rejected.length;
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, (_, sender) => send(sender)));
  expect(answers).toEqual({ accepted: EVENTS, duplicates: (COPIES - 1) * EVENTS, rejected: 0 });
  const rated = await stored();
  expect(rated.map((each) => each.event_id).sort()).toEqual(all.map((each) => each.eventId).sort());
  expect(rated.filter((each) => each.split !== each.amount)).toEqual([]);
  await expectBooks(rated);
});

async function expectBooks(rated: readonly Stored[]): Promise<void> {
  const { db } = core.runtime;
  const books = replay(lines, rated);
  expect([books.uncovered > 0, books.overage.size > 0]).toEqual([true, true]);
  const buckets = await db.query<{ source_id: string; kind: string; used: number }>({
    text: "select source_id, kind, used from usage_buckets",
  });
  expect(new Map(buckets.map((row) => [`${row.source_id} ${row.kind}`, row.used]))).toEqual(books.drawn);
  const cycles = await db.query<{ id: string; overage_bytes: number }>({
    text: "select id, overage_bytes from postpaid_cycles where overage_bytes > 0",
  });
  expect(new Map(cycles.map((row) => [row.id, row.overage_bytes]))).toEqual(books.overage);
  const [days] = await db.query<{ amount: number; uncovered: number }>({
    text: "select sum(amount)::int8 as amount, sum(uncovered_amount)::int8 as uncovered from usage_days",
  });
  expect(days).toEqual({ amount: rated.reduce((sum, each) => sum + each.amount, 0), uncovered: books.uncovered });
  const [overflow] = await db.query<{ limited: number }>({
    text: `select count(*)::int as limited from usage_bucket_days d where d.used > ${300 * MB}`,
  });
  expect(overflow).toEqual({ limited: 0 });
}
