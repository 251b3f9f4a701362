import { type ClientFailure, failureOf } from "@nexa/client";
import { api, queryClient } from "../app/api.ts";
import { movePayment, type PaymentRecord, type PaymentState, readPayment } from "./payment-record.ts";
import { refreshAfterRecharge } from "./refresh-after-recharge.ts";

/** The server knows a key for a day. Long before that is over an unanswered payment is not asked for again: it could be a new one. */
const ASKED_FOR_MS = 60 * 60 * 1000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;
const MS_PER_SECOND = 1_000;

/** What is under way in this tab, so that whoever asks again joins it. */
const running = new Map<string, Promise<void>>();

/** Whether the answer of a payment may still be asked for with its key. */
export function mayAsk(record: PaymentRecord): boolean {
  return Date.now() - record.startedAt < ASKED_FOR_MS;
}

/** Sends a payment until it has an answer, always with the one key. Safe to call at any time and as often as one likes. */
export function sendPayment(key: string): Promise<void> {
  const known = running.get(key);
  if (known) return known;
  const sending = askUntilAnswered(key).finally(() => running.delete(key));
  running.set(key, sending);
  return sending;
}

async function askUntilAnswered(key: string): Promise<void> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const record = readPayment(key);
    if (record?.state.kind !== "sending" || !mayAsk(record)) return;
    const answer = await askOnce(record);
    if (answer === "signedOut") return;
    if (answer.kind === "again") await pause(Math.max(wait, answer.afterMs));
    else return finish(record, answer);
  }
}

async function finish(record: PaymentRecord, state: PaymentState): Promise<void> {
  movePayment(record.key, state);
  if (state.kind !== "refused") await refreshAfterRecharge();
}

type Answer = PaymentState | { kind: "again"; afterMs: number } | "signedOut";

async function askOnce({ key, wish }: PaymentRecord): Promise<Answer> {
  try {
    const create = queryClient.getMutationCache().build(queryClient, api.recharge.create.mutationOptions());
    const { transaction, subscription } = await create.execute({ ...wish, idempotencyKey: key });
    if (transaction.status === "pending") return { kind: "pending", transaction };
    return { kind: "paid", transaction, subscription, isComplete: false, isStartRefused: false };
  } catch (error) {
    return answerOfFailure(failureOf(error));
  }
}

/** No answer, or one about the server's state: the payment may have been made, so only its key can tell. */
const UNCERTAIN = ["NETWORK", "UNAVAILABLE", "INTERNAL", "RATE_LIMITED"];

function answerOfFailure(failure: ClientFailure): Answer {
  if (failure.code === "UNAUTHENTICATED") return "signedOut";
  if (UNCERTAIN.includes(failure.code)) {
    return { kind: "again", afterMs: (failure.details.retryAfterSeconds ?? 0) * MS_PER_SECOND };
  }
  const { transactionId } = failure.details;
  if (typeof transactionId === "string") return { kind: "failed", failure, transactionId };
  return { kind: "refused", failure };
}

/** Ends early when the connection is back. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
  });
}
