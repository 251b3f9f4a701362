import { newId } from "@nexa/contracts";
import { subscriptionEvents } from "@nexa/db";
import { actorId, type CoreContext } from "../context.ts";

type EventKind = (typeof subscriptionEvents.$inferInsert)["kind"];

export type SubscriptionEvent = {
  subscriptionId: string;
  lineId: string;
  kind: EventKind;
  /** One cause, one event. */
  causeKey: string;
  startsAt: Date;
  endsAt: Date;
  /** When it happened. */
  at: Date;
};

/** Writes subscription events in the running transaction; a cause that has its event already is skipped. */
export async function recordEvents(tx: CoreContext, events: readonly SubscriptionEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ at, ...event }) => ({
    ...event,
    id: newId(at),
    actorKind: tx.actor.kind,
    actorId: actorId(tx.actor),
    createdAt: at,
  }));
  await tx.db.orm.insert(subscriptionEvents).values(rows).onConflictDoNothing({ target: subscriptionEvents.causeKey });
}
