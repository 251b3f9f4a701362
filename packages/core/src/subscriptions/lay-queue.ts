import { lines } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { LockedLine } from "./line-lock.ts";
import { type Placement, relayQueue } from "./queue.ts";
import { recordEvents } from "./record-events.ts";
import type { SubscriptionRow } from "./to-subscription.ts";

export type QueueChange = {
  /** The base plan that goes on running, or null. */
  running: SubscriptionRow | null;
  /** A running plan cut short at the line's instant by this change. */
  cut?: SubscriptionRow;
  /** The waiting plans that stay, in the wanted order. */
  waiting: readonly SubscriptionRow[];
  /** Names the change in the cause keys of the `moved` events. */
  causeId: string;
};

/**
 * Lays the line's chain anew under its lock. One statement moves every plan, because the exclusion constraint is checked when the
 * statement ends. Writes the end of the chain to the line and a `moved` event for each plan whose times changed.
 */
export async function layQueue(tx: CoreContext, line: LockedLine, change: QueueChange): Promise<void> {
  const placements = relayQueue({
    now: line.now,
    running: change.running,
    waiting: change.waiting.map((row) => ({ id: row.id, validityDays: row.terms.validityDays })),
  });
  const rows = new Map(change.waiting.map((row) => [row.id, row]));
  const moved = placements.filter(({ id, startsAt }) => rows.get(id)?.startsAt.getTime() !== startsAt.getTime());
  const cut = change.cut && { id: change.cut.id, startsAt: change.cut.startsAt, endsAt: line.now };
  await place(tx, cut ? [cut, ...moved] : moved);
  await recordEvents(
    tx,
    moved.map(({ id, startsAt, endsAt }) => ({
      subscriptionId: id,
      lineId: line.id,
      kind: "moved",
      causeKey: `moved:${id}:${change.causeId}`,
      startsAt,
      endsAt,
      at: line.now,
    })),
  );
  const baseEndsAt = placements.at(-1)?.endsAt ?? change.running?.endsAt ?? line.now;
  await tx.db.orm.update(lines).set({ baseEndsAt }).where(eq(lines.id, line.id));
}

async function place(tx: CoreContext, placements: readonly Placement[]): Promise<void> {
  if (placements.length === 0) return;
  await tx.db.query({
    text: `update subscriptions set starts_at = x."startsAt", ends_at = x."endsAt"
      from jsonb_to_recordset($1::jsonb) as x(id uuid, "startsAt" timestamptz, "endsAt" timestamptz)
      where subscriptions.id = x.id`,
    values: [JSON.stringify(placements)],
  });
}
