import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { eventsOf, faultsOf, noticesOf, sellPlan } from "./chain.fixture.ts";
import { listActiveSubscriptions } from "./list-active-subscriptions.ts";
import { listQueuedSubscriptions } from "./list-queued-subscriptions.ts";
import { recordPlanBoundaries } from "./record-plan-boundaries.ts";

const DAY_MS = 86_400_000;
let core: TestCore;

beforeEach(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
});
afterEach(() => core.close());

const job = () => core.job();

/** What a run leaves behind, told by the plans' order: the rows' own ids and times of writing left out. */
async function written(ids: readonly string[]) {
  const events = await core.runtime.db.query<{ subscription_id: string; kind: string; at: Date }>({
    text: "select subscription_id, kind, created_at as at from subscription_events order by kind, created_at",
  });
  const notices = await core.runtime.db.query<{ type: string; params: unknown }>({
    text: "select type, params from notifications order by type, params->>'endsAt'",
  });
  const recorded = await core.runtime.db.query({
    text: "select start_recorded_at is null as a, end_recorded_at is null as b from subscriptions order by starts_at",
  });
  const told = events.map(({ subscription_id: id, kind, at }) => `${ids.indexOf(id)} ${kind} ${at.toISOString()}`);
  return { events: told.sort(), notices: notices.map(({ type, params }) => [type, params]), recorded };
}

async function twoPlansAndTopup() {
  const owner = await core.customer({ phone: "+919812345678" });
  const first = await sellPlan(job(), { lineId: owner.lineId, validityDays: 2 });
  const second = await sellPlan(job(), { lineId: owner.lineId, validityDays: 3 });
  const topup = await sellPlan(job(), { lineId: owner.lineId, validityDays: 1, isTopup: true });
  return { owner, first, second, topup, ids: [first.id, second.id, topup.id] };
}

it("reads right at every instant, though it never ran", async () => {
  const { owner, first, second, topup } = await twoPlansAndTopup();
  const read = async () => {
    const { items } = await listActiveSubscriptions(owner.ctx, {});
    const { items: queue } = await listQueuedSubscriptions(owner.ctx, {});
    return [items.map((row) => [row.id, row.topups.map((each) => each.id)]), queue.map((row) => row.id)];
  };
  const at = (ms: number) => core.clock.set(new Date(first.startsAt.getTime() + ms));
  expect(await read()).toEqual([[[first.id, [topup.id]]], [second.id]]);
  at(DAY_MS);
  expect(await read()).toEqual([[[first.id, []]], [second.id]]);
  at(2 * DAY_MS - 1);
  expect(await read()).toEqual([[[first.id, []]], [second.id]]);
  at(2 * DAY_MS);
  expect(await read()).toEqual([[[second.id, []]], []]);
  at(5 * DAY_MS);
  expect(await read()).toEqual([[], []]);
});

it("leaves the same behind when it runs on time, late, twice, and on two workers at once", async () => {
  const results: unknown[] = [];
  const schedules = [
    async () => {
      for (let hours = 0; hours < 6 * 24; hours += 6) {
        core.clock.advance(DAY_MS / 4);
        await recordPlanBoundaries(job());
      }
    },
    async () => {
      core.clock.advance(6 * DAY_MS);
      await recordPlanBoundaries(job());
    },
    async () => {
      core.clock.advance(6 * DAY_MS);
      await recordPlanBoundaries(job());
      await recordPlanBoundaries(job());
    },
    async () => {
      core.clock.advance(6 * DAY_MS);
      const workers = [core.another(), core.another()].map((runtime) => contextOf(runtime, job().actor));
      await Promise.all(workers.map((ctx) => recordPlanBoundaries(ctx)));
    },
  ];
  for (const run of schedules) {
    await core.close();
    core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
    const { ids } = await twoPlansAndTopup();
    await run();
    results.push(await written(ids));
  }
  expect(results[0]).toMatchObject({
    events: expect.arrayContaining(["1 activated 2026-03-03T10:00:00.000Z"]),
  });
  for (const result of results) expect(result).toEqual(results[0]);
});

it("writes one event and one notice for each start and end, and the owner's last active plan", async () => {
  const { owner, first, second, topup } = await twoPlansAndTopup();
  core.clock.advance(2 * DAY_MS);
  expect(await recordPlanBoundaries(job())).toEqual({ recorded: 3 });
  expect(await recordPlanBoundaries(job())).toEqual({ recorded: 0 });
  expect(await eventsOf(job(), first.id)).toEqual(["activated", "expired"]);
  expect(await eventsOf(job(), second.id)).toEqual(["activated", "queued"]);
  expect(await eventsOf(job(), topup.id)).toEqual(["activated", "expired"]);
  expect(await noticesOf(job(), first.id)).toEqual(["plan_expired"]);
  expect(await noticesOf(job(), second.id)).toEqual(["plan_activated"]);
  const [row] = await core.runtime.db.orm.select().from(customers).where(eq(customers.id, owner.id));
  expect(row?.lastActivePlanAt).toEqual(first.endsAt);
  expect(await faultsOf(job(), owner.lineId)).toEqual([]);
});

it("goes through more lines than one chunk holds", async () => {
  const now = core.clock.now();
  await core.runtime.db.query({
    text: `with l as (
        insert into lines (id, phone, base_ends_at, created_at)
        select gen_random_uuid(), '+9177' || (10000000 + n), $2, $1 from generate_series(1, 450) n returning id
      )
      insert into subscriptions (id, line_id, transaction_id, plan_id, is_topup, terms, starts_at, ends_at, created_at, start_recorded_at)
      select gen_random_uuid(), id, gen_random_uuid(), gen_random_uuid(), false, '{"planName": "Super", "validityDays": 1}', $1, $2, $1, $1 from l`,
    values: [now, new Date(now.getTime() + DAY_MS)],
  });
  core.clock.advance(DAY_MS);
  expect(await recordPlanBoundaries(job())).toEqual({ recorded: 450 });
});
