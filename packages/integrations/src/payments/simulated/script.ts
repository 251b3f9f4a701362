import type { SimulatedTiming } from "./options.ts";

/** What becomes of an attempt, and how the caller gets to know. */
export interface Script {
  readonly state: "pending" | "succeeded" | "failed";
  readonly reason: string | null;
  /** For a pending one: what it turns into, and after how long (null: only on command). */
  readonly dueState: "succeeded" | "failed" | null;
  readonly dueReason: string | null;
  readonly dueAfterMs: number | null;
  readonly isCancellable: boolean;
  readonly answer: "at_once" | "slow" | "timeout" | "after_webhook" | "unavailable";
}

export const defaultToken = "tok_success";

export const declinedReason = "The bank declined the payment: not enough money in the account.";
export const unknownTokenReason = "The bank does not know this means of payment.";
export const refundRefusedReason = "The bank refused the refund: the account is closed.";
export const cancelledReason = "The payment was cancelled before it was captured.";

const succeeds: Script = {
  state: "succeeded",
  reason: null,
  dueState: null,
  dueReason: null,
  dueAfterMs: null,
  isCancellable: true,
  answer: "at_once",
};

function fails(reason: string): Script {
  return { ...succeeds, state: "failed", reason };
}

function becomes(dueState: "succeeded" | "failed", dueAfterMs: number | null, dueReason: string | null = null): Script {
  return { ...succeeds, state: "pending", dueState, dueAfterMs, dueReason };
}

/** The charge outcomes that a payment token scripts. A token that is not listed is declined. */
export function chargeScripts(timing: SimulatedTiming): ReadonlyMap<string, Script> {
  return new Map<string, Script>([
    [defaultToken, succeeds],
    ["tok_declined", fails(declinedReason)],
    ["tok_pending", becomes("succeeded", timing.pendingMs)],
    ["tok_pending_declined", becomes("failed", timing.pendingMs, declinedReason)],
    ["tok_pending_manual", becomes("succeeded", null)],
    ["tok_timeout", { ...becomes("succeeded", timing.timeoutCaptureMs), answer: "timeout" }],
    ["tok_timeout_declined", { ...becomes("failed", timing.timeoutCaptureMs, declinedReason), answer: "timeout" }],
    ["tok_late_capture", { ...becomes("succeeded", timing.lateCaptureMs), isCancellable: false }],
    ["tok_slow", { ...succeeds, answer: "slow" }],
    ["tok_webhook_first", { ...succeeds, answer: "after_webhook" }],
    ["tok_unavailable", { ...succeeds, answer: "unavailable" }],
    ["tok_refund_fails", succeeds],
    ["tok_refund_pending", succeeds],
    ["tok_refund_pending_fails", succeeds],
    ["tok_refund_timeout", succeeds],
    ["tok_refund_unavailable", succeeds],
  ]);
}

/** The refund outcomes, scripted by the token of the charge that is refunded. Others succeed at once. */
export function refundScripts(timing: SimulatedTiming): ReadonlyMap<string, Script> {
  return new Map<string, Script>([
    ["tok_refund_fails", fails(refundRefusedReason)],
    ["tok_refund_pending", becomes("succeeded", timing.refundPendingMs)],
    ["tok_refund_pending_fails", becomes("failed", timing.refundPendingMs, refundRefusedReason)],
    ["tok_refund_timeout", { ...becomes("succeeded", timing.refundPendingMs), answer: "timeout" }],
    ["tok_refund_unavailable", { ...succeeds, answer: "unavailable" }],
  ]);
}

/** What a charge with this token does. */
export function scriptOfCharge(scripts: ReadonlyMap<string, Script>, token: string): Script {
  return scripts.get(token) ?? fails(unknownTokenReason);
}

/** What a refund of a charge made with this token does. */
export function scriptOfRefund(scripts: ReadonlyMap<string, Script>, token: string | null): Script {
  return (token === null ? undefined : scripts.get(token)) ?? succeeds;
}
