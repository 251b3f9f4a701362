import { chainOf } from "./line-chain.ts";
import { addTransactionEvent, CURRENCY, claimKey, newAttempt } from "./money-rows.ts";
import { type ChargeScript, playCharge } from "./play-charge.ts";
import { priceOf } from "./pricing.ts";
import { bestDiscount } from "./referral-life.ts";
import type { PlanRow, TransactionRow } from "./rows.ts";
import { customerActor, type Person, type Sale, type SeedLine, type World } from "./world.ts";

/** The setting's default. */
const MAX_QUEUED = 12;

/** How a purchase ended: `refused` before any money moved. */
export type PurchaseEnd = "delivered" | "failed" | "reversed" | "refused";

export type Purchase = {
  payer: Person;
  phone: string;
  plan: PlanRow;
  script: ChargeScript;
  /** The payer keeps their referral discount for later. */
  isDiscountDeclined?: boolean;
  onEnd?: (end: PurchaseEnd, sale: Sale | null, at: number) => void;
};

/** Step one of a recharge, as the intent statement leaves it, and the charge that follows. */
export function takeRecharge(world: World, purchase: Purchase, at: number): void {
  const { payer, phone, plan } = purchase;
  const line = world.lines.get(phone) ?? null;
  if (isRefused(purchase, line, at)) {
    purchase.onEnd?.("refused", null, at);
    return;
  }
  const discount = purchase.isDiscountDeclined ? null : bestDiscount(payer, at);
  const price = priceOf(world, plan, discount, at);
  const transaction: TransactionRow = {
    ...{ id: world.newId(at), type: plan.isTopup ? "topup_purchase" : "prepaid_recharge", status: "pending" },
    ...{
      payerId: payer.row.id,
      partnerId: null,
      lineId: line?.row.id ?? null,
      recipientPhone: phone,
      refundOfId: null,
    },
    ...{ planId: plan.id, terms: termsOf(plan), offerId: price.offerId, referralDiscountId: price.discountId },
    ...{ discountType: price.discountType, originalAmountMinor: plan.priceMinor },
    ...{ discountAmountMinor: price.discountMinor, finalAmountMinor: plan.priceMinor - price.discountMinor },
    ...{ capturedMinor: 0, refundRequestedMinor: 0, refundedMinor: 0, currency: CURRENCY },
    ...{ paymentMethod: payer.method, detail: null, createdAt: new Date(at), settledAt: null },
  };
  if (price.discountId !== null && discount) Object.assign(discount, { status: "held", transactionId: transaction.id });
  if (line === null) openLine(world, phone, at);
  const actor = customerActor(payer);
  claimKey(world, transaction.id, { actor, operation: "recharge.create", at });
  const charge = newAttempt(world, transaction, null, at);
  world.rows.transactions.push(transaction);
  addTransactionEvent(world, transaction.id, at, {
    from: null,
    to: "pending",
    cause: "intent",
    actor,
    amountMinor: transaction.finalAmountMinor,
  });
  const sale: Sale = { transaction, charge, payer, subscription: null };
  world.sales.set(transaction.id, sale);
  playCharge(world, sale, purchase, at);
}

function isRefused({ payer, plan }: Purchase, line: SeedLine | null, at: number): boolean {
  const isRunning = (line?.row.baseEndsAt?.getTime() ?? 0) > at;
  const isFull = line !== null && !plan.isTopup && chainOf(line, at).waiting.length >= MAX_QUEUED;
  return payer.row.status !== "active" || plan.status !== "active" || (plan.isTopup && !isRunning) || isFull;
}

function termsOf(plan: PlanRow): NonNullable<TransactionRow["terms"]> {
  const { name, isTopup, priceMinor, validityDays, dataAllowanceBytes, dailyDataLimitBytes } = plan;
  const { talktimeMinutes, smsCount, benefits } = plan;
  return {
    ...{ planName: name, isTopup, priceMinor, validityDays, dataAllowanceBytes, dailyDataLimitBytes },
    ...{ talktimeMinutes, smsCount, benefits: [...benefits] },
  };
}

/** A line of nobody's for a number that is recharged for the first time. */
export function openLine(world: World, phone: string, at: number): SeedLine {
  const row = { id: world.newId(at), phone, ownerId: null, mode: "idle", baseEndsAt: null } as const;
  const line: SeedLine = { row: { ...row, createdAt: new Date(at), releasedAt: null }, plans: [] };
  world.lines.set(phone, line);
  world.rows.lines.push(line.row);
  return line;
}
