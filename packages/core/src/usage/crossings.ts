import type { Bucket } from "./ledger.ts";

/** What is told once when use passes it. The names are the notices' types. */
export type CrossingKind =
  | "usage_50"
  | "usage_80"
  | "data_exhausted"
  | "low_balance"
  | "topup_exhausted"
  | "daily_limit_reached";

/** `lineId` is the line whose use passed it, on its operator day `day`. */
export type Crossing = { kind: CrossingKind; bucket: Bucket; lineId: string; day: string };

/** A bucket's state to judge: amounts in bytes, before and after an event. */
export type Passage = {
  /** Null: not limited. */
  allowance: number | null;
  dailyLimit: number | null;
  isExtra: boolean;
  used: { before: number; after: number };
  usedOnDay: { before: number; after: number };
};

const HALF = 50;
const MOST = 80;
const PERCENT = 100;

/**
 * What a draw on a data bucket passed. A balance that is gone is told as gone, not also as low; a plan that never had more than the low
 * balance does not pass it.
 */
export function crossingsOf(passage: Passage, lowBalanceBytes: number): CrossingKind[] {
  const { allowance, dailyLimit, isExtra, used, usedOnDay } = passage;
  const crossings: CrossingKind[] = [];
  if (allowance !== null) {
    const passes = (bytes: number) => used.before < bytes && used.after >= bytes;
    const passesPercent = (percent: number) => passes(Math.ceil((allowance * percent) / PERCENT));
    if (isExtra) return passes(allowance) ? ["topup_exhausted"] : [];
    if (passesPercent(HALF)) crossings.push("usage_50");
    if (passesPercent(MOST)) crossings.push("usage_80");
    if (passes(allowance - lowBalanceBytes + 1) && used.after < allowance) crossings.push("low_balance");
    if (passes(allowance)) crossings.push("data_exhausted");
  }
  if (dailyLimit !== null && usedOnDay.before < dailyLimit && usedOnDay.after >= dailyLimit) {
    crossings.push("daily_limit_reached");
  }
  return crossings;
}
