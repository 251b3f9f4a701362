import type { CoreError } from "@nexa/contracts";
import { subscriptionsErrors } from "./errors.ts";
import type { LockedLine } from "./line-lock.ts";
import type { SubscriptionRow } from "./to-subscription.ts";

/** The waiting plans of a locked line in the order of `ids`. */
export function waitingInOrder(line: LockedLine, ids: readonly string[]): SubscriptionRow[] {
  const rows = new Map(line.waiting.map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Why a plan is not, or no longer, a waiting one at `now`. */
export function notWaiting(row: SubscriptionRow, now: Date): CoreError {
  const isOver = row.cancelledAt !== null || row.endsAt <= now;
  return isOver ? subscriptionsErrors.alreadyEnded() : subscriptionsErrors.alreadyRunning();
}
