import type { Subscription } from "@nexa/contracts";
import { client, queryClient } from "../app/api.ts";
import { linesQuery } from "../app/use-line.ts";
import { movePayment, readPayment } from "./payment-record.ts";
import { refreshAfterRecharge } from "./refresh-after-recharge.ts";

const LOOKED_THROUGH = 20;
const running = new Set<string>();

/** What follows a payment that succeeded: finds its plan where the answer came without it, and starts the plan where that was wanted. */
export async function completePayment(key: string): Promise<void> {
  if (running.has(key)) return;
  running.add(key);
  try {
    const record = readPayment(key);
    if (record?.state.kind !== "paid" || record.state.isComplete) return;
    const { state } = record;
    const bought = state.subscription ?? (await newestPlan(state.transaction.recipientPhoneNumber, record.wish.planId));
    const isWaiting = bought?.status === "queued";
    const started = record.startsNow && isWaiting ? await startNow(bought.id) : null;
    const isStartRefused = record.startsNow && isWaiting && started === null;
    movePayment(key, { ...state, subscription: started ?? bought, isComplete: true, isStartRefused });
    if (started) await refreshAfterRecharge();
  } finally {
    running.delete(key);
  }
}

/** The newest purchase of the plan for the number; null where it cannot be told now. */
async function newestPlan(phoneNumber: string, planId: string): Promise<Subscription | null> {
  const lines = await queryClient.ensureQueryData(linesQuery());
  const isOwn = lines.items.some((line) => line.phoneNumber === phoneNumber);
  const history = await client.subscriptions.listHistory
    .query({ limit: LOOKED_THROUGH, ...(isOwn && { phoneNumber }) })
    .catch(() => null);
  return history?.items.find((each) => each.planId === planId && each.phoneNumber === phoneNumber) ?? null;
}

/** Null where it could not be started: it stays next in the queue. */
async function startNow(subscriptionId: string): Promise<Subscription | null> {
  const answer = await client.subscriptions.activateNow.mutate({ subscriptionId }).catch(() => null);
  return answer?.activated ?? null;
}
