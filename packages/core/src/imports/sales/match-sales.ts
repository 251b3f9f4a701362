import type { StagedRow } from "./staging.ts";

/** A plan may be written a little before the payment that bought it. */
const HOUR_MS = 3_600_000;

/** A payment, the plan it bought, or both. One of them may be missing: a backup holds the payments of some months and the plans that run. */
export type Match = { readonly payment: StagedRow | null; readonly plan: StagedRow | null };

/**
 * Finds for each plan of a customer the payment that bought it. The source does not link them: a plan starts when it is paid, or when the
 * one before it ends. So first each plan takes a payment of its start's hour; of the others the latest plan takes the latest payment that
 * was made before its start.
 */
export function matchSales(rows: readonly StagedRow[]): Match[] {
  const latestFirst = [...rows].sort((one, other) => other.at.getTime() - one.at.getTime());
  const payments = latestFirst.filter((row) => row.kind === "transaction");
  const plans = latestFirst.filter((row) => row.kind === "subscription");
  const open = new Set(payments);
  const bought = new Map<StagedRow, StagedRow>();
  for (const isNear of [true, false]) {
    for (const plan of plans) {
      if (bought.has(plan)) continue;
      const payment = payments.find(
        (each) => open.has(each) && hasBought(each, plan) && (!isNear || isOfOneHour(each, plan)),
      );
      if (!payment) continue;
      open.delete(payment);
      bought.set(plan, payment);
    }
  }
  const ofPlans = plans.map((plan) => ({ payment: bought.get(plan) ?? null, plan }));
  return [...ofPlans, ...payments.filter((each) => open.has(each)).map((payment) => ({ payment, plan: null }))];
}

function hasBought(payment: StagedRow, plan: StagedRow): boolean {
  return (
    payment.status === "succeeded" &&
    payment.customerId === plan.customerId &&
    payment.planId === plan.planId &&
    (payment.phone === null || plan.phone === null || payment.phone === plan.phone) &&
    payment.at.getTime() <= plan.at.getTime() + HOUR_MS
  );
}

function isOfOneHour(payment: StagedRow, plan: StagedRow): boolean {
  return Math.abs(payment.at.getTime() - plan.at.getTime()) <= HOUR_MS;
}
