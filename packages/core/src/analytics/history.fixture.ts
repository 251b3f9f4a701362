import { newId } from "@nexa/contracts";
import type { Chance } from "@nexa/db/seed/prng";
import { type CoreContext, withTransaction } from "../context.ts";

const DAY_MS = 86_400_000;
const TYPES = ["prepaid_recharge", "topup_purchase", "postpaid_bill_payment"] as const;
const METHODS = ["upi", "credit_card", "net_banking", "offline"] as const;

/** Done inside an open transaction, after its writes: what others do meanwhile happens before it commits. */
export type Meanwhile = () => Promise<void>;

export type SaleOptions = { chance: Chance; planIds: readonly (string | null)[]; days: number; meanwhile: Meanwhile };

/**
 * A sale of a random day and its whole life straight in the tables, each move in a transaction of its own that others may overtake: made,
 * decided, and perhaps given back in part and in full.
 */
export async function liveSale(ctx: CoreContext, options: SaleOptions): Promise<void> {
  const { chance } = options;
  const id = await makeSale(ctx, options);
  if (chance.happens(0.1)) return;
  const outcome = chance.weighted(["succeeded", "failed", "reversed"], (each) => (each === "succeeded" ? 8 : 1));
  await moveSale(ctx, options, id, { from: "pending", to: outcome, share: 1 });
  if (outcome !== "succeeded") return;
  let from = "succeeded";
  for (let left = 1; left > 0 && chance.happens(0.4); ) {
    const share = chance.happens(0.5) ? left : left / 2;
    left -= share;
    const to = left === 0 ? "refunded" : "partially_refunded";
    await moveSale(ctx, options, id, { from, to, share });
    from = to;
  }
}

function makeSale(ctx: CoreContext, { chance, planIds, days, meanwhile }: SaleOptions): Promise<string> {
  const at = new Date(ctx.clock.now().getTime() - chance.between(0, days * DAY_MS));
  const [id, eventId] = [newId(at), newId(at)];
  // A power of two, so that halves of halves are whole.
  const [finalMinor, discountMinor] = [1_024 * chance.between(1, 50), chance.happens(0.3) ? 500 : 0];
  return withTransaction(ctx, async (tx) => {
    await tx.db.query({
      text: `insert into transactions (id, type, status, recipient_phone, plan_id, discount_type, original_amount_minor,
          discount_amount_minor, final_amount_minor, currency, payment_method, created_at)
        values ($1, $2, 'pending', '+919812345678', $3, case when $5::int8 > 0 then 'referral' end, $4::int8 + $5, $5, $4, 'INR', $6, $7)`,
      values: [id, chance.pick(TYPES), chance.pick(planIds), finalMinor, discountMinor, chance.pick(METHODS), at],
    });
    await tx.db.query({
      text: `insert into transaction_events (id, transaction_id, to_status, cause, actor_kind, amount_minor, created_at)
        values ($1, $2, 'pending', 'intent', 'system', $3, $4)`,
      values: [eventId, id, finalMinor, at],
    });
    await meanwhile();
    return id;
  });
}

type Move = { from: string; to: string; share: number };

async function moveSale(
  ctx: CoreContext,
  { meanwhile }: SaleOptions,
  id: string,
  { from, to, share }: Move,
): Promise<void> {
  const isRefund = to === "refunded" || to === "partially_refunded";
  const now = ctx.clock.now();
  await withTransaction(ctx, async (tx) => {
    await tx.db.query({
      text: `update transactions set status = $2, settled_at = $5,
          captured_minor = case $2 when 'failed' then 0 when 'reversed' then 0 else final_amount_minor end,
          refund_requested_minor = refund_requested_minor + case when $4 then (final_amount_minor * $3::float8)::int8 else 0 end,
          refunded_minor = refunded_minor + case when $4 then (final_amount_minor * $3::float8)::int8 else 0 end
        where id = $1`,
      values: [id, to, share, isRefund, now],
    });
    await tx.db.query({
      text: `insert into transaction_events (id, transaction_id, from_status, to_status, cause, actor_kind, amount_minor, created_at)
        select $1, id, $3, $4, 'test', 'system', (final_amount_minor * $5::float8)::int8, $6 from transactions where id = $2`,
      values: [newId(now), id, from, to, share, now],
    });
    await meanwhile();
  });
}
