import { REFERENCE_PREFIXES, referenceFor } from "@nexa/contracts";
import { MINUTE, workerRun } from "./calendar.ts";
import { CANCELLED, cancel, decide, gatewayReference, noteCharge } from "./gateway-ledger.ts";
import { type ChargeAnswer, settleCharge } from "./settle-charge.ts";
import type { Purchase, PurchaseEnd } from "./take-recharge.ts";
import { noteWebhook } from "./webhook-rows.ts";
import { customerActor, RECONCILER, type Sale, SYSTEM, type World } from "./world.ts";

/**
 * How the bank and the payer behave. `slow_paid`, `slow_declined`: confirmed in the payer's app after a while. `unanswered`: paid, but the answer
 * was lost. `abandoned`: never confirmed. `unreachable`: the gateway was down. `late`: captured after it was given up.
 */
export type ChargeScript =
  | "paid"
  | "declined"
  | "slow_paid"
  | "slow_declined"
  | "unanswered"
  | "abandoned"
  | "unreachable"
  | "late";

/** How long a payment may stay pending: the setting's default. */
const GIVE_UP_MS = 5 * MINUTE;

const DECLINES = [
  "The bank declined the payment: not enough money in the account.",
  "The bank declined the payment: not enough money in the account.",
  "The bank declined the payment: the PIN was wrong.",
  "The bank declined the payment: the daily limit is reached.",
  "The bank does not know this means of payment.",
  "The card has expired.",
];

const TOKENS: Readonly<Record<ChargeScript, string>> = {
  paid: "tok_success",
  declined: "tok_declined",
  slow_paid: "tok_pending",
  slow_declined: "tok_pending_declined",
  unanswered: "tok_timeout",
  abandoned: "tok_pending_manual",
  unreachable: "tok_unavailable",
  late: "tok_late_capture",
};

/** Plays one charge from its request to its end, each step at its own time. */
export function playCharge(world: World, sale: Sale, purchase: Purchase, at: number): void {
  const { script } = purchase;
  const { chance } = sale.payer;
  const reason = chance.pick(DECLINES);
  const reached = at + chance.between(40, 160);
  const answered = at + chance.between(350, 1_400);
  const decidedAfter = chance.between(15_000, 4 * MINUTE);
  const steps = stepsOf(world, sale, purchase);
  const note = (answer: Parameters<typeof noteCharge>[3]) =>
    noteCharge(world, sale.charge, { ...factsOf(sale, script), at: reached }, answer);
  switch (script) {
    case "paid":
      note({ state: "succeeded", reason: null });
      steps.answer(answered, "succeeded", null);
      break;
    case "declined":
      note({ state: "failed", reason });
      steps.answer(answered, "failed", reason);
      break;
    case "unreachable":
      steps.wait(answered, "unknown");
      steps.giveUp(at);
      break;
    case "slow_paid":
    case "slow_declined": {
      const state = script === "slow_paid" ? "succeeded" : "failed";
      const because = state === "failed" ? reason : null;
      note({ ...pending(reached + decidedAfter), due_state: state, due_reason: because });
      steps.wait(answered, "pending");
      steps.webhook(reached + decidedAfter, state, because);
      break;
    }
    case "unanswered":
      note({ ...pending(reached + 5_000), due_state: "succeeded" });
      steps.wait(answered + 2_000, "unknown");
      steps.lookUp(workerRun(at + 12_000), reached + 5_000);
      break;
    case "abandoned":
      note(pending(null));
      steps.wait(answered, "pending");
      steps.giveUp(at);
      break;
    case "late":
      note({ ...pending(reached + 11 * MINUTE), due_state: "succeeded", is_cancellable: false });
      steps.wait(answered, "pending");
      steps.giveUp(at);
      steps.webhook(reached + 11 * MINUTE, "succeeded", null);
      break;
  }
}

function pending(dueAt: number | null) {
  return { state: "pending", reason: null, due_at: dueAt === null ? null : new Date(dueAt) } as const;
}

function factsOf({ transaction, payer }: Sale, script: ChargeScript) {
  const prefix = transaction.type === "topup_purchase" ? REFERENCE_PREFIXES.topup : REFERENCE_PREFIXES.recharge;
  return { method: payer.method, token: TOKENS[script], reference: referenceFor(transaction.id, prefix) };
}

function stepsOf(world: World, sale: Sale, purchase: Purchase) {
  const { charge } = sale;
  const reference = gatewayReference(charge);
  const payer = customerActor(sale.payer);
  const settle = (at: number, answer: ChargeAnswer) => {
    const verdict = settleCharge(world, sale, answer, at);
    const end = ENDS[verdict];
    if (end) purchase.onEnd?.(end, sale, at);
  };
  return {
    answer: (at: number, outcome: "succeeded" | "failed", detail: string | null) =>
      world.agenda.add(at, () => settle(at, { outcome, reference, detail, cause: "charge", actor: payer })),
    wait: (at: number, outcome: "pending" | "unknown") =>
      world.agenda.add(at, () =>
        settle(at, {
          outcome,
          reference: outcome === "pending" ? reference : null,
          detail: null,
          cause: "charge",
          actor: payer,
        }),
      ),
    webhook: (decidedAt: number, outcome: "succeeded" | "failed", detail: string | null) => {
      const at = decidedAt + 700;
      world.agenda.add(at, () => {
        decide(world, charge, decidedAt, outcome, detail);
        noteWebhook(world, charge, { decidedAt, outcome, detail, at });
        settle(at, { outcome, reference, detail, cause: "webhook", actor: SYSTEM });
      });
    },
    lookUp: (at: number, decidedAt: number) =>
      world.agenda.add(at, () => {
        decide(world, charge, decidedAt, "succeeded", null);
        settle(at, { outcome: "succeeded", reference, detail: null, cause: "reconcile", actor: RECONCILER });
      }),
    giveUp: (since: number) => {
      const at = workerRun(since + GIVE_UP_MS);
      world.agenda.add(at, () => {
        cancel(world, charge, at);
        const known = world.gateway.get(charge.id);
        const detail = known?.state === "cancelled" ? CANCELLED : "The payment was not confirmed in time.";
        const isSeen = known?.amount_minor !== null;
        settle(at, {
          outcome: "reversed",
          reference: isSeen ? reference : null,
          detail,
          cause: "reconcile",
          actor: RECONCILER,
        });
      });
    },
  };
}

const ENDS: Readonly<Partial<Record<ReturnType<typeof settleCharge>, PurchaseEnd>>> = {
  deliver: "delivered",
  fail: "failed",
  reverse: "reversed",
  return: "reversed",
};
