import type { PaymentMethod } from "@nexa/contracts";
import type { GatewayAttemptRow, PaymentRow } from "./rows.ts";
import type { World } from "./world.ts";

export const CANCELLED = "The payment was cancelled before it was captured.";

/** The simulated gateway's own name of an attempt, derived from its id. */
export function gatewayReference(payment: PaymentRow): string {
  return `${payment.kind === "charge" ? "sim_ch_" : "sim_re_"}${payment.id.replaceAll("-", "")}`;
}

type Answer = Pick<GatewayAttemptRow, "state" | "reason"> & Partial<GatewayAttemptRow>;

/** The ledger's row of a charge that reached the gateway at `at`. */
export function noteCharge(
  world: World,
  charge: PaymentRow,
  facts: { at: number; method: PaymentMethod; token: string; reference: string },
  answer: Answer,
): void {
  const { method, token, reference, at } = facts;
  put(world, { ...blank(charge, at), kind: "charge", method, token, reference, ...answer });
}

/** The ledger's row of a refund; what it gives back is raised on its charge unless it failed. */
export function noteRefund(world: World, refund: PaymentRow, charge: PaymentRow, at: number, answer: Answer): void {
  const captured = rowOf(world, charge);
  put(world, { ...blank(refund, at), kind: "refund", charge_attempt_id: charge.id, ...answer });
  if (answer.state !== "failed") captured.refunded_minor += refund.amountMinor;
}

/** Decides a pending attempt. */
export function decide(
  world: World,
  payment: PaymentRow,
  at: number,
  state: "succeeded" | "failed",
  reason: string | null,
): void {
  Object.assign(rowOf(world, payment), { state, reason, decided_at: new Date(at), due_at: null });
}

/** Cancels a charge that is pending, or that never came; one the bank does not let go stays. */
export function cancel(world: World, charge: PaymentRow, at: number): void {
  const known = world.gateway.get(charge.id);
  const changes = { state: "cancelled", reason: CANCELLED, decided_at: new Date(at), due_at: null } as const;
  if (known === undefined) put(world, { ...blank(charge, at), amount_minor: null, currency: null, ...changes });
  else if (known.is_cancellable) Object.assign(known, changes);
}

/** Makes the gateway's refunds of this charge go as the token scripts it. */
export function scriptRefunds(world: World, charge: PaymentRow, token: string): void {
  rowOf(world, charge).token = token;
}

function blank(payment: PaymentRow, at: number): GatewayAttemptRow {
  const { id, kind, amountMinor, currency } = payment;
  return {
    ...{
      attempt_id: id,
      kind,
      state: "pending",
      charge_attempt_id: null,
      amount_minor: amountMinor,
      refunded_minor: 0,
    },
    ...{ currency, method: null, token: null, reference: null, reason: null, due_at: null, due_state: null },
    ...{ due_reason: null, is_cancellable: true, created_at: new Date(at), decided_at: null },
  };
}

function put(world: World, row: GatewayAttemptRow): void {
  if (row.state !== "pending") row.decided_at ??= row.created_at;
  world.gateway.set(row.attempt_id, row);
  world.rows.gatewayAttempts.push(row);
}

function rowOf(world: World, payment: PaymentRow): GatewayAttemptRow {
  const row = world.gateway.get(payment.id);
  if (!row) throw new Error(`the gateway has never seen ${payment.id}`);
  return row;
}
