import { newId } from "@nexa/contracts";
import { postpaidEvents } from "@nexa/db";
import { actorId, type CoreContext } from "../context.ts";

/** What the history of an activation tells. */
export type PostpaidEventKind =
  | "activated"
  | "cycle_opened"
  | "cycle_closed"
  | "addon_bought"
  | "secondary_requested"
  | "secondary_joined"
  | "secondary_declined"
  | "secondary_expired"
  | "secondary_removed"
  | "bill_issued"
  | "bill_overdue"
  | "bill_paid"
  | "bill_credited"
  | "suspended"
  | "restored"
  | "cancelled";

export type PostpaidEvent = {
  activationId: string;
  kind: PostpaidEventKind;
  /** One cause, one event, e.g. `bill_issued:<bill id>`. */
  causeKey: string;
  /** In words, for staff: a number, a plan, a reason. */
  detail?: string | null;
};

/** Writes one event of an activation in the caller's transaction. False where its cause has one already: nothing is written then. */
export async function recordPostpaidEvent(tx: CoreContext, event: PostpaidEvent): Promise<boolean> {
  const now = tx.clock.now();
  const written = await tx.db.orm
    .insert(postpaidEvents)
    .values({
      id: newId(now),
      activationId: event.activationId,
      kind: event.kind,
      causeKey: event.causeKey,
      actorKind: tx.actor.kind,
      actorId: actorId(tx.actor),
      detail: event.detail ?? null,
      createdAt: now,
    })
    .onConflictDoNothing({ target: postpaidEvents.causeKey })
    .returning({ id: postpaidEvents.id });
  return written.length > 0;
}
