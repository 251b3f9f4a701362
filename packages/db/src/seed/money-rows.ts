import { createHash } from "node:crypto";
import { DAY } from "./calendar.ts";
import type { PaymentRow, TransactionRow } from "./rows.ts";
import type { SeedActor, World } from "./world.ts";

export const CURRENCY = "INR";
export const PROVIDER = "simulated";

/** An attempt with the gateway; with `chargeId` one to give that charge back. */
export function newAttempt(world: World, transaction: TransactionRow, chargeId: string | null, at: number): PaymentRow {
  const attempt: PaymentRow = {
    ...{ id: world.newId(at), transactionId: transaction.id, kind: chargeId === null ? "charge" : "refund" },
    ...{ status: "created", provider: PROVIDER, providerReference: null, chargeId },
    ...{ amountMinor: transaction.finalAmountMinor, currency: CURRENCY, detail: null, checks: 0 },
    ...{ createdAt: new Date(at), updatedAt: new Date(at) },
  };
  world.rows.payments.push(attempt);
  return attempt;
}

export function addTransactionEvent(
  world: World,
  transactionId: string,
  at: number,
  move: { from: string | null; to: string; cause: string; actor: SeedActor; amountMinor: number },
): void {
  const { from, to, cause, actor, amountMinor } = move;
  world.rows.transactionEvents.push({
    ...{ id: world.newId(at), transactionId, fromStatus: from, toStatus: to, cause, amountMinor },
    ...{ actorKind: actor.kind, actorId: actor.id, createdAt: new Date(at) },
  });
}

/** The idempotency key of a request; those whose day is over are deleted by now. */
export function claimKey(
  world: World,
  transactionId: string,
  request: { actor: SeedActor; operation: string; at: number },
): void {
  const { actor, operation, at } = request;
  const key = world.newId(at);
  if (at + DAY <= world.now || actor.id === null) return;
  world.rows.idempotencyKeys.push({
    ...{ actorKind: actor.kind, actorId: actor.id, operation, key, transactionId },
    requestHash: createHash("sha256").update(key).digest("base64url"),
    expiresAt: new Date(at + DAY),
  });
}
