import { formatMoney, type QuoteOutcome, type QuoteRechargeInput, type QuoteRechargeOutput } from "@nexa/contracts";
import { getCatalog } from "../catalog/index.ts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { consumeLimits } from "../identity/index.ts";
import { linkedLine } from "../linked-accounts/index.ts";
import { listUsableDiscounts } from "../referrals/index.ts";
import { getSettings } from "../settings/index.ts";
import { recipientOf } from "./draft-recharge.ts";
import { rechargeErrors } from "./errors.ts";
import { planForSale } from "./plan-for-sale.ts";
import { type Price, priceOf } from "./pricing.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

type LineState = { owner_id: string | null; mode: string; base_ends_at: Date | null; queued: number };
type SoldPlan = { name: string; isTopup: boolean; validityDays: number };

/**
 * What a recharge would cost and do, without doing it. Times are estimates: the place in the queue is decided when the payment
 * settles. For a number that the payer neither owns nor has linked with consent no times are told, and such quotes are limited.
 *
 * @throws recharge.* as a recharge would
 */
export async function quoteRecharge(
  ctx: CoreContext<CustomerActor>,
  input: QuoteRechargeInput,
): Promise<QuoteRechargeOutput> {
  const now = ctx.clock.now();
  const payerId = ctx.actor.customerId;
  const recipient = recipientOf(ctx, input.recipientPhoneNumber);
  const [catalog, settings, line] = await Promise.all([
    getCatalog(ctx),
    getSettings(ctx),
    readLine(ctx, recipient, now),
  ]);
  const isKnown = line !== null && (await isOwnOrLinked(ctx, line, recipient));
  if (!isKnown) await consumeLimits(ctx, [["foreignQuote", payerId]]);
  const { plan, offer } = planForSale(catalog, input, now);
  refuseUndeliverable(plan, line, settings.maxQueuedPlans, now);
  const isDeclined = input.useReferralDiscount === false;
  const [referral] = isDeclined ? [] : await listUsableDiscounts(ctx, payerId, now);
  const price = priceOf(plan.priceMinor, offer, referral ?? null);
  const outcome = outcomeOf(plan, line, now);
  const { currency } = ctx.runtime.config.operator;
  return {
    planId: plan.id,
    planName: plan.name,
    recipientPhoneNumber: recipient,
    originalAmountMinor: price.originalAmountMinor,
    discountAmountMinor: price.discountAmountMinor,
    discountType: price.discountType,
    offerId: price.offerId,
    finalAmountMinor: price.finalAmountMinor,
    currency,
    consideredDiscounts: price.considered,
    outcome: isKnown ? outcome : { kind: outcome.kind, queuePosition: null, startsAt: null, endsAt: null },
    explanation: `${explainPrice(price, currency)} ${explainTiming(ctx, plan, outcome, isKnown)}`,
  };
}

async function readLine(ctx: CoreContext, phone: string, now: Date): Promise<LineState | null> {
  const [line] = await ctx.db.query<LineState>({
    name: "recharge.quote-line",
    text: `select owner_id, mode, base_ends_at, (select count(*) from subscriptions s
        where s.line_id = l.id and s.starts_at > $2 and s.cancelled_at is null and not s.is_topup) as queued
      from lines l where l.phone = $1 and l.released_at is null`,
    values: [phone, now],
  });
  return line ?? null;
}

async function isOwnOrLinked(ctx: CoreContext<CustomerActor>, line: LineState, phone: string): Promise<boolean> {
  const { customerId } = ctx.actor;
  return line.owner_id === customerId || (await linkedLine(ctx, { customerId, phone })) !== null;
}

function refuseUndeliverable(plan: SoldPlan, line: LineState | null, maxQueued: number, now: Date): void {
  const isRunning = line?.base_ends_at != null && line.base_ends_at > now;
  if (line && line.mode !== "idle") throw rechargeErrors.linePostpaid();
  if (plan.isTopup && !isRunning) throw rechargeErrors.topupNeedsPlan();
  if (!plan.isTopup && line && isRunning && line.queued >= maxQueued) throw rechargeErrors.queueFull();
}

function outcomeOf(plan: SoldPlan, line: LineState | null, now: Date): QuoteOutcome {
  const waitsUntil = !plan.isTopup && line?.base_ends_at && line.base_ends_at > now ? line.base_ends_at : null;
  const startsAt = waitsUntil ?? now;
  return {
    kind: plan.isTopup ? "topup" : waitsUntil ? "queued" : "activates_now",
    queuePosition: waitsUntil && line ? line.queued + 1 : null,
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + plan.validityDays * DAY_MS).toISOString(),
  };
}

function explainPrice(price: Price, currency: string): string {
  const pay = `You pay ${formatMoney(price.finalAmountMinor, currency)}`;
  const chosen = price.considered.find((each) => each.isChosen);
  if (!chosen) return `${pay}, the plan's price.`;
  return `${pay}: ${chosen.label} saves ${formatMoney(price.discountAmountMinor, currency)}.`;
}

function explainTiming(ctx: CoreContext, plan: SoldPlan, outcome: QuoteOutcome, isKnown: boolean): string {
  if (outcome.kind === "topup") return `${plan.name} is added to the running plan at once.`;
  if (outcome.kind === "activates_now") return `${plan.name} starts at once.`;
  if (!isKnown || outcome.startsAt === null) return `${plan.name} waits until the plans before it have ended.`;
  const day = new Intl.DateTimeFormat("en-IN", { dateStyle: "medium", timeZone: ctx.runtime.config.operator.timezone });
  return `${plan.name} is expected to start on ${day.format(new Date(outcome.startsAt))}, after the plans before it end.`;
}
