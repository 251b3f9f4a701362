import type { ClientFailure } from "@nexa/client";
import type { CreateRechargeInput, Subscription, Transaction } from "@nexa/contracts";
import { useSyncExternalStore } from "react";

/**
 * A payment made in this tab, from the tap on Pay to its receipt. It is written down before anything is sent, so that a reload, a
 * second tap or a lost answer asks with the same key again and never pays twice.
 */
export type PaymentRecord = {
  /** The idempotency key, which also names the payment in the address. */
  key: string;
  /** Keys are of one account: asked with by another, the same key would pay anew. */
  customerId: string;
  /** By the device, like everything it is compared with. */
  startedAt: number;
  wish: Omit<CreateRechargeInput, "idempotencyKey">;
  /** Ends the running plan as soon as the new one waits. */
  startsNow: boolean;
  planName: string;
  amountMinor: number;
  state: PaymentState;
};

export type PaymentState =
  /** Sent or about to be; no answer yet. */
  | { kind: "sending" }
  /** The gateway has not decided. */
  | { kind: "pending"; transaction: Transaction }
  | {
      kind: "paid";
      transaction: Transaction;
      subscription: Subscription | null;
      /** Whether what follows the payment was done too: the plan is known, and started where that was wanted. */
      isComplete: boolean;
      /** It was to start now and could not: it waits. */
      isStartRefused: boolean;
    }
  /** Declined or reversed: nothing stays charged. */
  | { kind: "failed"; failure: ClientFailure; transactionId: string | null }
  /** Refused before any payment was made. */
  | { kind: "refused"; failure: ClientFailure };

const PREFIX = "nexa.payment.";
const listeners = new Set<() => void>();
const parsed = new Map<string, { text: string; record: PaymentRecord }>();

export function savePayment(record: PaymentRecord): void {
  sessionStorage.setItem(PREFIX + record.key, JSON.stringify(record));
  for (const listener of listeners) listener();
}

export function movePayment(key: string, state: PaymentState): void {
  const record = readPayment(key);
  if (record) savePayment({ ...record, state });
}

/** The same object as long as nothing changed, as React wants it. */
export function readPayment(key: string): PaymentRecord | null {
  const text = sessionStorage.getItem(PREFIX + key);
  if (text === null) return null;
  const known = parsed.get(key);
  if (known?.text === text) return known.record;
  const record = JSON.parse(text) as PaymentRecord;
  parsed.set(key, { text, record });
  return record;
}

export function usePayment(key: string): PaymentRecord | null {
  return useSyncExternalStore(listen, () => readPayment(key));
}

/** A payment of this account and tab that has no final answer yet, for the same plan and number where they are named. */
export function openPayment(customerId: string, wish?: { planId: string; to: string }): PaymentRecord | null {
  const keys = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));
  const records = keys.map((name) => readPayment(name.slice(PREFIX.length)));
  const open = records.find((record) => {
    if (record === null || record.customerId !== customerId) return false;
    if (!isOpen(record.state)) return false;
    return !wish || (record.wish.planId === wish.planId && record.wish.recipientPhoneNumber === wish.to);
  });
  return open ?? null;
}

function isOpen(state: PaymentState): boolean {
  return state.kind === "sending" || state.kind === "pending" || (state.kind === "paid" && !state.isComplete);
}

export function useOpenPayment(customerId: string): PaymentRecord | null {
  return useSyncExternalStore(listen, () => openPayment(customerId));
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
