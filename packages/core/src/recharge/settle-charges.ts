import { newId, referenceFor } from "@nexa/contracts";
import type { Database } from "@nexa/db";
import { createMicroBatcher } from "@nexa/integrations";
import { actorId, type CoreContext } from "../context.ts";
import type { ChargeAnswer, ChargeOutcome, ChargeSettlement } from "../payments/index.ts";
import { runtimeSlot } from "../runtime.ts";
import { getSettings, type Settings } from "../settings/index.ts";
import { isUnavailable } from "../trpc/errors.ts";
import { runLocking } from "./run-locking.ts";
import { SETTLE_STATEMENT } from "./settle-statement.ts";

export type { ChargeAnswer, ChargeOutcome };

/** `subscription` is what `deliver` made. */
export type Settlement = ChargeSettlement & {
  subscription: { id: string; lineId: string; startsAt: Date; endsAt: Date } | null;
};

type Item = { answer: ChargeAnswer; actorKind: string; actorId: string | null; now: Date; settings: Settings };
type Row = {
  transaction_id: string;
  verdict: Settlement["verdict"];
  starts_at: Date | null;
  ends_at: Date | null;
  line_id: string | null;
  refund_attempt_id: string | null;
};

/** The more final answer wins where two about one transaction meet in a batch. */
const FINALITY: readonly ChargeOutcome[] = ["unknown", "pending", "abandoned", "reversed", "failed", "succeeded"];

const batcher = runtimeSlot((runtime) =>
  createMicroBatcher<Item, Settlement>({
    run: (items) => settleBatch(runtime.db.hot, items),
    maxBatch: 128,
    isHopeless: isUnavailable,
  }),
);

/**
 * Settles a charge: the one door for the gateway's answer, webhooks and the reconcile job. Any number of answers about one
 * transaction, in any order, have the effect of one.
 */
export async function settleCharge(ctx: CoreContext, answer: ChargeAnswer): Promise<Settlement> {
  const settings = await getSettings(ctx);
  return batcher(ctx)({
    answer,
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    now: ctx.clock.now(),
    settings,
  });
}

async function settleBatch(db: Pick<Database, "query">, items: Item[]): Promise<Settlement[]> {
  const now = new Date(Math.max(...items.map((item) => item.now.getTime())));
  const chosen = mostFinal(items);
  const inputs = [...chosen.values()].map((item) => ({ ...settleIds(now), ...settleFacts(item) }));
  const [first] = items;
  const terms = {
    reward_percent: first?.settings.referrerDiscountPercent,
    reward_days: first?.settings.referralDiscountDays,
  };
  const rows = await runLocking(() =>
    db.query<Row>({
      name: "recharge.settle",
      text: SETTLE_STATEMENT,
      values: [JSON.stringify(inputs), now, [...chosen.keys()], JSON.stringify(terms)],
    }),
  );
  const subscriptionIds = new Map(inputs.map((input) => [input.transaction_id, input.subscription_id]));
  const settlements = new Map(
    rows.map((row) => [row.transaction_id, settlementOf(row, subscriptionIds.get(row.transaction_id))]),
  );
  return items.map(({ answer }) => settlements.get(answer.transactionId) ?? unknownTransaction(answer.transactionId));
}

function unknownTransaction(transactionId: string): never {
  throw new Error(`no transaction ${transactionId} to settle`);
}

function mostFinal(items: Item[]): Map<string, Item> {
  const chosen = new Map<string, Item>();
  for (const item of items) {
    const held = chosen.get(item.answer.transactionId);
    const isBetter = !held || FINALITY.indexOf(item.answer.outcome) > FINALITY.indexOf(held.answer.outcome);
    if (isBetter) chosen.set(item.answer.transactionId, item);
  }
  return chosen;
}

/** What the settle statement reads of an answer; with `settleIds` it is one row of its input. */
export function settleFacts({ answer, actorKind, actorId }: Pick<Item, "answer" | "actorKind" | "actorId">) {
  return {
    transaction_id: answer.transactionId,
    outcome: answer.outcome,
    is_captured: answer.outcome === "succeeded",
    provider_reference: answer.providerReference ?? null,
    detail: answer.detail ?? null,
    cause: answer.cause,
    actor_kind: actorKind,
    actor_id: actorId,
    reference_tail: referenceFor(answer.transactionId, ""),
  };
}

/** The ids of whatever settling may write. */
export function settleIds(now: Date) {
  return {
    subscription_id: newId(now),
    subscription_event_id: newId(now),
    event_id: newId(now),
    refund_id: newId(now),
    refund_attempt_id: newId(now),
    refund_event_id: newId(now),
    reward_id: newId(now),
    completed_event_id: newId(now),
    rewarded_event_id: newId(now),
    discount_event_id: newId(now),
    payment_notice_id: newId(now),
    plan_notice_id: newId(now),
    reward_notice_id: newId(now),
  };
}

function settlementOf(row: Row, subscriptionId: string | undefined): Settlement {
  const { verdict, starts_at: startsAt, ends_at: endsAt, line_id: lineId, refund_attempt_id: refundAttemptId } = row;
  if (!subscriptionId || !startsAt || !endsAt || !lineId) return { verdict, subscription: null, refundAttemptId };
  return { verdict, subscription: { id: subscriptionId, lineId, startsAt, endsAt }, refundAttemptId };
}
