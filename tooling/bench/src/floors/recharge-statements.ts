// The floor of the recharge row: its two committed statements, one recharge each, from bare pg. Started by the recharge row.
import { randomUUID } from "node:crypto";
import { newId } from "@nexa/contracts";
import { draftRecharge, requestOf } from "@nexa/core/recharge/draft-recharge";
import type { IntentRow } from "@nexa/core/recharge/intent";
import { INTENT_STATEMENT } from "@nexa/core/recharge/intent-statement";
import { settleFacts, settleIds } from "@nexa/core/recharge/settle-charges";
import { SETTLE_STATEMENT } from "@nexa/core/recharge/settle-statement";
import { DEFAULT_SETTINGS } from "@nexa/core/settings/definitions";
import { Pool, type QueryResultRow } from "pg";
import { type Measurement, measurementOf } from "../load/measurement.ts";
import { answerJobs } from "../stack/child-side.ts";
import { type CoreOptions, openCore } from "../world/bench-core.ts";
import { cycle } from "../world/cycle.ts";
import type { World } from "../world/mint-world.ts";
import { type PhoneRange, phoneAt, phonesOf } from "../world/phones.ts";
import { ONE_STATEMENT, oneStatementValues } from "./one-statement.ts";
import { timeLoops } from "./time-loops.ts";

/** `two` statements as the product has them, or the writes of a recharge in `one`, for scale. */
export type StatementsJob = {
  core: CoreOptions;
  world: World;
  phones: PhoneRange;
  shape: "two" | "one";
  connections: number;
  seconds: number;
  warmUpSeconds: number;
};

/** As the product's connections for these statements are set (`db/client.ts`). */
const SESSION = "-c timezone=UTC -c enable_seqscan=off -c plan_cache_mode=force_generic_plan";
const TERMS = JSON.stringify({
  reward_percent: DEFAULT_SETTINGS.referrerDiscountPercent,
  reward_days: DEFAULT_SETTINGS.referralDiscountDays,
});

async function run(job: StatementsJob): Promise<Measurement> {
  const drafts = await draftAll(job);
  const nextDraft = cycle(drafts);
  const nextPhone = cycle(phonesOf(job.phones));
  const pool = new Pool({ connectionString: job.core.databaseUrl, max: job.connections, options: SESSION });
  const recharge = job.shape === "two" ? rechargeByTwo : rechargeByOne;
  try {
    const work = () => recharge(pool, freshOf(nextDraft(), nextPhone()));
    const { latencies, seconds } = await timeLoops(work, job);
    return measurementOf(latencies, seconds);
  } finally {
    await pool.end();
  }
}

/** One priced intent for each customer, made as the product makes it; what is unique is replaced for each recharge. */
async function draftAll({ core: options, world }: StatementsJob): Promise<IntentRow[]> {
  const core = openCore(options);
  const planId = cycle(world.planIds);
  try {
    const drafts: IntentRow[] = [];
    for (const [index, customer] of world.customers.entries()) {
      const ctx = core.contextOf(customer);
      const input = {
        idempotencyKey: randomUUID(),
        planId: planId(),
        recipientPhoneNumber: phoneAt(index),
        paymentMethod: "upi" as const,
      };
      drafts.push(await draftRecharge(ctx, input, requestOf(ctx, input, "recharge.create"), false));
    }
    return drafts;
  } finally {
    await core.close();
  }
}

function freshOf(draft: IntentRow, phone: string): IntentRow {
  const now = new Date();
  return {
    ...draft,
    transaction_id: newId(now),
    attempt_id: newId(now),
    event_id: newId(now),
    new_line_id: newId(now),
    key: randomUUID(),
    recipient_phone: phone,
    created_at: now.toISOString(),
  };
}

async function rechargeByTwo(pool: Pool, intent: IntentRow): Promise<void> {
  const now = new Date();
  const intents = JSON.stringify([{ ord: 0, ...intent }]);
  const accepted = await answerOf<{ is_accepted: boolean; refusal: string | null }>(
    pool.query({ name: "recharge.intent", text: INTENT_STATEMENT, values: [intents, now] }),
  );
  if (!accepted.is_accepted) throw new Error(`the intent was refused: ${accepted.refusal}`);
  const { transaction_id: transactionId } = intent;
  const providerReference = `bench_${intent.attempt_id}`;
  const facts = settleFacts({
    answer: { transactionId, outcome: "succeeded", providerReference, cause: "charge" },
    actorKind: intent.actor_kind,
    actorId: intent.actor_id,
  });
  const values = [JSON.stringify([{ ...settleIds(now), ...facts }]), now, [transactionId], TERMS];
  const settled = await answerOf<{ verdict: string }>(
    pool.query({ name: "recharge.settle", text: SETTLE_STATEMENT, values }),
  );
  if (settled.verdict !== "deliver") throw new Error(`the payment was not delivered: ${settled.verdict}`);
}

async function rechargeByOne(pool: Pool, intent: IntentRow): Promise<void> {
  const values = oneStatementValues(intent, new Date());
  const done = await answerOf<{ written: string }>(pool.query({ name: "recharge.one", text: ONE_STATEMENT, values }));
  if (done.written !== "1") throw new Error("the recharge was not written");
}

async function answerOf<Row extends QueryResultRow>(answer: Promise<{ rows: Row[] }>): Promise<Row> {
  const [row] = (await answer).rows;
  if (!row) throw new Error("the statement answered nothing");
  return row;
}

answerJobs(run);
