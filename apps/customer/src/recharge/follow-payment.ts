import type { Transaction } from "@nexa/contracts";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../app/api.ts";
import { completePayment } from "./complete-payment.ts";
import { movePayment, type PaymentRecord, type PaymentState } from "./payment-record.ts";
import { refreshAfterRecharge } from "./refresh-after-recharge.ts";
import { sendPayment } from "./send-payment.ts";

const LOOK_EVERY_MS = 1_500;
const LOOK_FOR_OPEN_MS = 700;
const OPEN_LISTED = 10;

export type PaymentStep = "reserving" | "paying" | "activating";

/** Keeps a payment going until its end and tells how far it is, by what the server says. */
export function useFollowPayment(record: PaymentRecord): PaymentStep {
  const { key, state } = record;
  useEffect(() => {
    if (state.kind === "sending") void sendPayment(key);
    if (state.kind === "paid" && !state.isComplete) void completePayment(key);
  }, [key, state]);
  useSettling(record);
  const isReserved = useReserved(record);
  if (state.kind === "paid") return "activating";
  return state.kind === "pending" || isReserved ? "paying" : "reserving";
}

/** Asks after a pending payment until the gateway has decided. */
function useSettling({ key, state }: PaymentRecord): void {
  const pendingId = state.kind === "pending" ? state.transaction.id : null;
  const settled = useQuery({
    ...api.transactions.get.queryOptions({ transactionId: pendingId ?? "" }),
    enabled: pendingId !== null,
    refetchInterval: LOOK_EVERY_MS,
    refetchIntervalInBackground: true,
    staleTime: 0,
  }).data;
  useEffect(() => {
    if (pendingId === null || settled?.id !== pendingId || settled.status === "pending") return;
    movePayment(key, stateOf(settled, settled.detail));
    void refreshAfterRecharge();
  }, [key, pendingId, settled]);
}

function stateOf(transaction: Transaction, detail: string | null): PaymentState {
  const { status, id } = transaction;
  if (status !== "failed" && status !== "reversed") {
    return { kind: "paid", transaction, subscription: null, isComplete: false, isStartRefused: false };
  }
  const reason = status === "failed" ? "recharge.declined" : "recharge.reversed";
  const failure = { code: "PAYMENT_DECLINED", reason, message: detail ?? "", details: {}, requestId: null };
  return { kind: "failed", failure, transactionId: id };
}

/** While the answer is awaited: whether the server has the payment on its books already. */
function useReserved({ state, wish }: PaymentRecord): boolean {
  const open = useQuery({
    ...api.transactions.list.queryOptions({ status: "pending", limit: OPEN_LISTED }),
    enabled: state.kind === "sending",
    refetchInterval: LOOK_FOR_OPEN_MS,
    staleTime: 0,
  }).data;
  const { planId, recipientPhoneNumber } = wish;
  return (
    open?.items.some((each) => each.planId === planId && each.recipientPhoneNumber === recipientPhoneNumber) ?? false
  );
}
