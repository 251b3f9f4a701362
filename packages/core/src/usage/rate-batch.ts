import { createMicroBatcher } from "@nexa/integrations";
import { type CoreContext, withTransaction } from "../context.ts";
import { closeDueOf } from "../postpaid/index.ts";
import { runtimeSlot } from "../runtime.ts";
import { getSettings } from "../settings/index.ts";
import { announceCrossings } from "./announce-crossings.ts";
import { type Claim, claimEvents, type LinedEvent } from "./claim-events.ts";
import type { FoundLine } from "./find-lines.ts";
import { loadCovers } from "./load-covers.ts";
import { lockScope, type ScopedLine } from "./lock-scope.ts";
import { operatorDays } from "./operator-days.ts";
import { type DatedEvent, rateInOrder } from "./rate-in-order.ts";
import { writeRatings } from "./write-ratings.ts";

/** What became of an event: `unknownLine` where its line was released between looking and locking. */
export type Outcome = Claim | "unknownLine";
export type Outcomes = ReadonlyMap<LinedEvent, Outcome>;

type Batch = { ctx: CoreContext; found: readonly FoundLine[]; events: readonly LinedEvent[] };

/** Batches of one transaction: a line that senders in parallel all use is then written once for all of them. */
const MOST_TOGETHER = 4;

const together = runtimeSlot(() => createMicroBatcher<Batch, Outcomes>({ run: rateTogether, maxBatch: MOST_TOGETHER }));

/**
 * Rates events of known lines in their order, together with what other senders of this process sent meanwhile. Says of each whether it
 * was rated now, before, or before with other content.
 *
 * @throws ScopeMoved where a line joined a postpaid plan meanwhile: find the lines again.
 */
export async function rateBatch(
  ctx: CoreContext,
  found: readonly FoundLine[],
  events: readonly LinedEvent[],
): Promise<Outcomes> {
  return events.length === 0 ? new Map() : together(ctx)({ ctx, found, events });
}

/**
 * One transaction, batch after batch. Lock order: activations by id, lines by id, event keys by id, then buckets, days and cycles, which
 * the former guard. What throws is run again batch by batch.
 */
async function rateTogether(batches: readonly Batch[]): Promise<Outcomes[]> {
  const [first] = batches;
  if (!first) return [];
  const { lowBalanceBytes } = await getSettings(first.ctx);
  const found = batches.flatMap((batch) => batch.found);
  const events = batches.flatMap((batch) => batch.events);
  await closeDueOf(first.ctx, [...new Set(found.flatMap((line) => line.activationIds))]);
  const outcomes = await withTransaction(first.ctx, async (tx) => {
    await planAfresh(tx);
    const scope = await lockScope(tx, found);
    const served = events.filter((event) => scope.has(event.lineId));
    const claims = await claimEvents(tx, served);
    const fresh = served.filter((event) => claims.get(event) === "new");
    if (fresh.length > 0) await rateFresh(tx, scope, fresh, lowBalanceBytes);
    return new Map(events.map((event): [LinedEvent, Outcome] => [event, claims.get(event) ?? "unknownLine"]));
  });
  return batches.map(({ events: own }) => new Map(own.map((event) => [event, outcomes.get(event) ?? "unknownLine"])));
}

/**
 * Plans each statement by how many rows the batch has and how large its tables are now. A plan kept from when a table or a new month's
 * partition was empty compared every row of the batch with every row stored, and took three times as long.
 */
async function planAfresh(tx: CoreContext): Promise<void> {
  await tx.db.query({
    name: "usage.planAfresh",
    text: `select set_config('plan_cache_mode', 'force_custom_plan', true)`,
  });
}

async function rateFresh(
  tx: CoreContext,
  scope: ReadonlyMap<string, ScopedLine>,
  fresh: readonly LinedEvent[],
  lowBalanceBytes: number,
): Promise<void> {
  const { dayOf } = operatorDays(tx.runtime.config.operator.timezone);
  const dated = fresh.map((event): DatedEvent => ({ ...event, day: dayOf(event.startedAt) }));
  const covers = await loadCovers(tx, scope, spanOf(fresh), [...new Set(dated.map((event) => event.day))]);
  const rating = rateInOrder(dated, scope, covers, { now: tx.clock.now(), lowBalanceBytes });
  await writeRatings(tx, rating.events, rating.drawn);
  await announceCrossings(tx, rating.crossings);
}

function spanOf(events: readonly LinedEvent[]): { from: Date; to: Date } {
  const times = events.map((event) => event.startedAt.getTime());
  return { from: new Date(Math.min(...times)), to: new Date(Math.max(...times)) };
}
