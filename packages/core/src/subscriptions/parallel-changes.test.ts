import { CoreError } from "@nexa/contracts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { activateNow } from "./activate-now.ts";
import { chainOf, faultsOf, sellPlan } from "./chain.fixture.ts";
import { endSubscription } from "./end-subscription.ts";
import { recordPlanBoundaries } from "./record-plan-boundaries.ts";
import { reorderQueue } from "./reorder-queue.ts";

const HOUR_MS = 3_600_000;
const SCHEDULES = 200;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
});
afterAll(() => core.close());

const aStep = fc.oneof(
  fc.record({ kind: fc.constant("sell" as const), days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constantFrom("activate" as const, "cancel" as const, "refund" as const), at: fc.nat(9) }),
  fc.record({ kind: fc.constant("reorder" as const), seed: fc.nat(1_000) }),
  fc.record({ kind: fc.constant("worker" as const) }),
);
type Step = typeof aStep extends fc.Arbitrary<infer T> ? T : never;
/** Rounds of steps that run in parallel; between rounds time goes on. */
const aSchedule = fc.array(
  fc.record({ hours: fc.integer({ min: 0, max: 100 }), steps: fc.array(aStep, { minLength: 1, maxLength: 6 }) }),
  { minLength: 1, maxLength: 4 },
);

/** A step that lost its race is refused with a reason; anything else is a fault. */
async function attempt(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof CoreError) || !error.reason.startsWith("subscriptions.")) throw error;
  });
}

function run(ctx: CoreContext<CustomerActor>, lineId: string, ids: readonly string[], step: Step): Promise<unknown> {
  if (step.kind === "sell") return sellPlan(ctx, { lineId, validityDays: step.days });
  if (step.kind === "worker" || ids.length === 0) return recordPlanBoundaries(core.job());
  if (step.kind === "reorder") return reorderQueue(ctx, { subscriptionIds: rotated(ids.slice(1), step.seed) });
  const subscriptionId = ids[step.at % ids.length] ?? "";
  if (step.kind === "activate") return activateNow(ctx, { subscriptionId });
  const cause = step.kind === "refund" ? "refunded" : "cancelled";
  return withTransaction(ctx, (tx) => endSubscription(tx, { subscriptionId, cause }));
}

function rotated(ids: readonly string[], by: number): string[] {
  const start = ids.length === 0 ? 0 : by % ids.length;
  return [...ids.slice(start), ...ids.slice(0, start)];
}

it("keeps plans contiguous, and each boundary recorded once, whatever runs in parallel on a line", async () => {
  await fc.assert(
    fc.asyncProperty(aSchedule, async (rounds) => {
      const { ctx, lineId } = await core.customer();
      for (let index = 0; index < 4; index += 1) await sellPlan(ctx, { lineId, validityDays: index + 1 });
      for (const { hours, steps } of rounds) {
        core.clock.advance(hours * HOUR_MS);
        const chain = await chainOf(ctx, lineId);
        const ids = chain.filter((row) => row.endsAt > core.clock.now()).map((row) => row.id);
        await Promise.all(steps.map((step) => attempt(run(ctx, lineId, ids, step))));
        expect(await faultsOf(ctx, lineId)).toEqual([]);
      }
      core.clock.advance(400 * 24 * HOUR_MS);
      await recordPlanBoundaries(core.job());
      expect(await unevenBoundaries(lineId)).toEqual([]);
    }),
    { numRuns: SCHEDULES },
  );
}, 300_000);

/** Plans of the line whose events are not exactly: one start unless cancelled before, and one end of one kind. */
function unevenBoundaries(lineId: string) {
  return core.runtime.db.query({
    text: `select s.id, array_agg(e.kind order by e.kind) as kinds from subscriptions s left join subscription_events e on e.subscription_id = s.id
      where s.line_id = $1 group by s.id
      having count(*) filter (where e.kind in ('expired', 'refunded', 'cancelled')) <> 1
        or count(*) filter (where e.kind = 'activated') <> case when s.cancelled_at is null or s.start_recorded_at is not null then 1 else 0 end`,
    values: [lineId],
  });
}
