import { randomInt } from "node:crypto";
import { CoreError } from "@nexa/contracts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { cancelWithRefund, createRecharge, refundTransaction } from "../recharge/index.ts";
import { createTestCore, type TestCore, type TestCustomer, type TestPlan } from "../testing/index.ts";
import { activateNow } from "./activate-now.ts";
import { chainOf, faultsOf } from "./chain.fixture.ts";
import { recordPlanBoundaries } from "./record-plan-boundaries.ts";
import { reorderQueue } from "./reorder-queue.ts";
import type { SubscriptionRow } from "./to-subscription.ts";

const HOUR_MS = 3_600_000;
const SCHEDULES = 200;
const SEED = randomInt(2 ** 31);

let core: TestCore;
let plans: TestPlan[];
let topup: TestPlan;
let finance: CoreContext<AdminActor>;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
  plans = [
    await core.plan({ validityDays: 1 }),
    await core.plan({ validityDays: 3 }),
    await core.plan({ validityDays: 7 }),
  ];
  topup = await core.plan({ validityDays: 2, isTopup: true });
  finance = await core.admin("finance");
});
afterAll(() => core.close());

const aStep = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant("recharge" as const), at: fc.nat(3) }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constantFrom("activate" as const, "cancel" as const), at: fc.nat(9) }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constantFrom("refund" as const, "reorder" as const), at: fc.nat(9) }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant("worker" as const), at: fc.constant(0) }), weight: 1 },
);
type Step = typeof aStep extends fc.Arbitrary<infer T> ? T : never;
/** Rounds of steps that run in parallel; between rounds time goes on. */
const aSchedule = fc.array(
  fc.record({ hours: fc.integer({ min: 0, max: 100 }), steps: fc.array(aStep, { minLength: 2, maxLength: 6 }) }),
  { minLength: 1, maxLength: 3 },
);

function buy(owner: TestCustomer, planId: string): Promise<unknown> {
  const idempotencyKey = crypto.randomUUID();
  return createRecharge(owner.ctx, { planId, recipientPhoneNumber: owner.phone, paymentMethod: "upi", idempotencyKey });
}

/** One step on the plans that ran and waited when its round began; by its turn another step may have changed them. */
function run(owner: TestCustomer, chain: readonly SubscriptionRow[], { kind, at }: Step): Promise<unknown> {
  const chosen = chain[at % Math.max(1, chain.length)];
  if (kind === "recharge") return buy(owner, (plans[at] ?? topup).id);
  if (kind === "worker" || chosen === undefined) return recordPlanBoundaries(core.job());
  const idempotencyKey = crypto.randomUUID();
  if (kind === "activate") return activateNow(owner.ctx, { subscriptionId: chosen.id });
  if (kind === "cancel") return cancelWithRefund(owner.ctx, { subscriptionId: chosen.id, idempotencyKey });
  if (kind === "reorder") return reorderQueue(owner.ctx, { subscriptionIds: rotated(chain.slice(1), at) });
  const { transactionId } = chosen;
  return refundTransaction(finance, { transactionId, reason: "It did not work.", idempotencyKey });
}

function rotated(waiting: readonly SubscriptionRow[], by: number): string[] {
  const ids = waiting.map((row) => row.id);
  const start = ids.length === 0 ? 0 : by % ids.length;
  return [...ids.slice(start), ...ids.slice(0, start)];
}

/** A step that lost its race is refused with a reason of its domain; anything else is a fault. */
async function attempt(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof CoreError) || error.code === "INTERNAL" || error.code === "UNAVAILABLE") throw error;
  });
}

it(`keeps the books right whatever runs in parallel on a line, in ${SCHEDULES} schedules of seed ${SEED}`, async () => {
  await fc.assert(
    fc.asyncProperty(aSchedule, async (rounds) => {
      const owner = await core.customer();
      for (const plan of plans) await buy(owner, plan.id);
      for (const { hours, steps } of rounds) {
        core.clock.advance(hours * HOUR_MS);
        const live = (await chainOf(owner.ctx, owner.lineId)).filter((row) => row.endsAt > core.clock.now());
        await Promise.all(steps.map((step) => attempt(run(owner, live, step))));
        expect(await faultsOf(owner.ctx, owner.lineId)).toEqual([]);
      }
      expect((await auditBooks(core.job())).findings).toEqual([]);
    }),
    { numRuns: SCHEDULES, seed: SEED },
  );
  core.clock.advance(400 * 24 * HOUR_MS);
  await recordPlanBoundaries(core.job());
  expect(await unevenBoundaries()).toEqual([]);
  expect((await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings).toEqual([]);
}, 600_000);

/** Plans whose events are not exactly one end of one kind, and one start unless they were cancelled before it. */
function unevenBoundaries() {
  return core.runtime.db.query({
    text: `select s.id, array_agg(e.kind order by e.kind) as kinds
      from subscriptions s left join subscription_events e on e.subscription_id = s.id group by s.id
      having count(*) filter (where e.kind in ('expired', 'refunded', 'cancelled')) <> 1
        or count(*) filter (where e.kind = 'activated') <> (s.cancelled_at is null or s.start_recorded_at is not null)::int`,
  });
}
