import type { CustomerActor } from "../context.ts";
import { subscriptionsErrors } from "./errors.ts";
import type { LockedLine } from "./line-lock.ts";

/**
 * Checks that the customer may change when the plans of a locked line run: its owner, or for a line without owner the payer of every
 * plan concerned (design, Lines).
 *
 * @throws subscriptions.ownerOnly
 */
export function assertMayArrange(actor: CustomerActor, line: LockedLine): void {
  if (line.ownerId === actor.customerId) return;
  const live = line.running ? [line.running, ...line.waiting] : line.waiting;
  const paidForAll = live.every((row) => row.payerId === actor.customerId);
  if (line.ownerId !== null || !paidForAll) throw subscriptionsErrors.ownerOnly();
}
