import type { PaymentMethod } from "@nexa/contracts/enums";

/** A bill's payment that has no final answer yet. It outlives a reload, so that asking again uses the same key and never pays twice. */
export type PaymentAttempt = { key: string; method: PaymentMethod; token?: string; startedAt: number };

/** The server knows a key for a day; an older attempt is not asked for again, as it would be a new payment. */
const ASKED_FOR_MS = 12 * 60 * 60 * 1000;

/** Keys belong to one account: asked with by another, the same key would pay anew. */
const nameOf = (customerId: string, billId: string) => `nexa.bill.${customerId}.${billId}`;

export function readAttempt(customerId: string, billId: string): PaymentAttempt | null {
  const text = sessionStorage.getItem(nameOf(customerId, billId));
  if (text === null) return null;
  const attempt = JSON.parse(text) as PaymentAttempt;
  return Date.now() - attempt.startedAt < ASKED_FOR_MS ? attempt : null;
}

export function saveAttempt(customerId: string, billId: string, attempt: PaymentAttempt): void {
  sessionStorage.setItem(nameOf(customerId, billId), JSON.stringify(attempt));
}

export function forgetAttempt(customerId: string, billId: string): void {
  sessionStorage.removeItem(nameOf(customerId, billId));
}
