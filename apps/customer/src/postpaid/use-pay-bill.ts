import { type ClientFailure, failureOf } from "@nexa/client";
import type { Transaction } from "@nexa/contracts";
import type { PaymentMethod } from "@nexa/contracts/enums";
import { useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../app/api.ts";
import { forgetAttempt, type PaymentAttempt, readAttempt, saveAttempt } from "./payment-attempt.ts";
import { refreshPostpaid } from "./refresh-postpaid.ts";

const LOOK_EVERY_MS = 2_000;

/** Errors that do not tell whether the payment was made: only its key can. */
const UNCERTAIN = ["NETWORK", "UNAVAILABLE", "INTERNAL", "RATE_LIMITED", "UNAUTHENTICATED"];

export type BillPayment = {
  state: "idle" | "sending" | "unsure" | "pending" | "paid" | "failed";
  transaction: Transaction | null;
  failure: ClientFailure | null;
  startedAt: number;
};

const IDLE: BillPayment = { state: "idle", transaction: null, failure: null, startedAt: 0 };

/** Pays a bill once: takes up what was under way before a reload, and follows a pending payment to its end. */
export function usePayBill(billId: string) {
  const customerId = useSuspenseQuery(api.customers.getProfile.queryOptions({})).data.id;
  const [payment, setPayment] = useState<BillPayment>(IDLE);
  const { mutateAsync } = useMutation(api.postpaid.payBill.mutationOptions());
  const end = useCallback(
    (state: BillPayment) => {
      forgetAttempt(customerId, billId);
      setPayment(state);
      void refreshPostpaid();
    },
    [customerId, billId],
  );
  const send = useCallback(
    async ({ key, method, token, startedAt }: PaymentAttempt) => {
      setPayment({ ...IDLE, state: "sending", startedAt });
      try {
        const paying = { billId, paymentMethod: method, idempotencyKey: key, ...(token && { paymentToken: token }) };
        const { transaction } = await mutateAsync(paying);
        if (transaction.status !== "pending") return end({ ...IDLE, state: "paid", transaction });
        setPayment({ ...IDLE, state: "pending", transaction, startedAt });
        void refreshPostpaid();
      } catch (error) {
        const failure = failureOf(error);
        if (UNCERTAIN.includes(failure.code)) setPayment({ ...IDLE, state: "unsure", failure, startedAt });
        else end({ ...IDLE, state: "failed", failure });
      }
    },
    [billId, end, mutateAsync],
  );
  const check = useCallback(() => {
    const attempt = readAttempt(customerId, billId);
    if (attempt) void send(attempt);
  }, [customerId, billId, send]);
  const isTakenUp = useRef(false);
  useEffect(() => {
    if (isTakenUp.current) return;
    isTakenUp.current = true;
    check();
  }, [check]);
  useSettling(payment, end);
  const pay = (method: PaymentMethod, token?: string) => {
    if (readAttempt(customerId, billId)) return check();
    const attempt = { key: crypto.randomUUID(), method, startedAt: Date.now(), ...(token && { token }) };
    saveAttempt(customerId, billId, attempt);
    void send(attempt);
  };
  return { payment, pay, check, reset: () => setPayment(IDLE) };
}

/** Asks after a pending payment until the gateway has decided. */
function useSettling({ state, transaction }: BillPayment, end: (state: BillPayment) => void): void {
  const pendingId = state === "pending" ? (transaction?.id ?? null) : null;
  const settled = useQuery({
    ...api.transactions.get.queryOptions({ transactionId: pendingId ?? "" }),
    enabled: pendingId !== null,
    refetchInterval: LOOK_EVERY_MS,
    refetchIntervalInBackground: true,
    staleTime: 0,
  }).data;
  useEffect(() => {
    if (pendingId === null || settled?.id !== pendingId || settled.status === "pending") return;
    const isLost = settled.status === "failed" || settled.status === "reversed";
    if (!isLost) return end({ ...IDLE, state: "paid", transaction: settled });
    const reason = settled.status === "failed" ? "billing.declined" : "billing.reversed";
    const failure = { code: "PAYMENT_DECLINED", reason, message: settled.detail ?? "", details: {}, requestId: null };
    end({ ...IDLE, state: "failed", transaction: settled, failure });
  }, [pendingId, settled, end]);
}
