import { DAY, HOUR, MINUTE, officeMoment } from "./calendar.ts";
import { cancelWaiting, refundSale } from "./give-back.ts";
import { activateNow, chainOf, reorderQueue } from "./line-chain.ts";
import { customerActor, isTurn, type Sale, schedule, type World } from "./world.ts";

const COMPLAINTS = [
  "No network at the customer's home for two days.",
  "Bought twice by mistake.",
  "The wrong plan was chosen; asked the same day.",
  "Promised by support on the phone.",
  "The customer's phone does not support the plan.",
];
const GOODWILL = [
  "Slow data in the evenings, as agreed.",
  "Outage in the customer's district.",
  "Goodwill for a long wait on the phone.",
];

/** What may follow a delivered sale: money back, whole or in parts, and changes of the queue. */
export function planAftermath(world: World, sale: Sale, at: number): void {
  if (isTurn(world, "full refund", 140, 9)) planRefund(world, sale, at, COMPLAINTS, null);
  else if (isTurn(world, "partial refund", 130, 11)) planRefund(world, sale, at, GOODWILL, 0.3);
  else if (isTurn(world, "two partial refunds", 260, 21)) planTwoRefunds(world, sale, at);
  else if (isTurn(world, "refused refund", 400, 31)) planRefund(world, sale, at, GOODWILL, 0.2, "refused");
  else if (isTurn(world, "slow refund", 260, 41)) planRefund(world, sale, at, COMPLAINTS, null, "slow");
  planRevocation(world, sale, at);
  const { subscription } = sale;
  if (subscription && subscription.startsAt.getTime() > at) planQueueChange(world, sale, at);
}

function planRefund(
  world: World,
  sale: Sale,
  after: number,
  reasons: readonly string[],
  share: number | null,
  answer: "paid" | "refused" | "slow" = "paid",
): void {
  const { chance } = sale.payer;
  const at = officeMoment(after + chance.between(20 * MINUTE, 30 * HOUR), chance);
  const reason = chance.pick(reasons);
  const slow = at + chance.between(2 * HOUR, 30 * HOUR);
  schedule(world, at, () => {
    const script = answer === "slow" ? { decidedAt: slow } : answer;
    const amountMinor = share === null ? undefined : wholeRupees(sale.transaction.finalAmountMinor * share);
    refundSale(world, sale, { amountMinor, reason, script, at });
  });
}

function planTwoRefunds(world: World, sale: Sale, after: number): void {
  planRefund(world, sale, after, GOODWILL, 0.15);
  planRefund(world, sale, after + 2 * DAY, GOODWILL, 0.25);
}

/** Someone joins for the reward and wants the money back: the reward goes too. */
function planRevocation(world: World, sale: Sale, after: number): void {
  const isCompleting = sale.payer.referral?.completingTransactionId === sale.transaction.id;
  if (!isCompleting || !isTurn(world, "completed referral", 12, 3)) return;
  const at = after + sale.payer.chance.between(20 * MINUTE, 50 * MINUTE);
  const reason = "Changed their mind within the hour.";
  schedule(world, at, () => refundSale(world, sale, { reason, script: "paid", at }));
}

function wholeRupees(minor: number): number {
  return Math.max(100, Math.round(minor / 100) * 100);
}

/** A waiting plan is started early, moved or given back by its payer, who owns the line in all but the last case. */
function planQueueChange(world: World, sale: Sale, after: number): void {
  const { payer, subscription, transaction } = sale;
  const at = after + payer.chance.between(30 * MINUTE, 40 * HOUR);
  const isOwner = transaction.recipientPhone === payer.line.row.phone;
  const actor = customerActor(payer);
  const isWaiting = () => subscription !== null && chainOf(payer.line, at).waiting.includes(subscription);
  if (isTurn(world, "cancel", 22, 5)) schedule(world, at, () => cancelWaiting(world, sale, at));
  else if (isOwner && isTurn(world, "activate now", 18, 4)) {
    schedule(world, at, () => {
      if (subscription && isWaiting()) activateNow(world, payer.line, subscription, at, actor);
    });
  } else if (isOwner && isTurn(world, "reorder", 6, 2)) {
    schedule(world, at, () => {
      if (chainOf(payer.line, at).waiting.length > 1) reorderQueue(world, payer.line, at, actor);
    });
  }
}
