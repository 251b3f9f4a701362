import { DAY, workerRun } from "./calendar.ts";
import { addNotice } from "./notices.ts";
import type { SubscriptionRow } from "./rows.ts";
import { personOf, type SeedActor, type SeedLine, WORKER, type World } from "./world.ts";

type EventKind = "queued" | "activated" | "moved" | "cancelled" | "expired" | "refunded";

/** The base plan that runs at an instant, and those that wait, next to start first. */
export function chainOf(line: SeedLine, at: number): { running: SubscriptionRow | null; waiting: SubscriptionRow[] } {
  const base = line.plans
    .filter((row) => !row.isTopup && row.cancelledAt === null && row.endsAt.getTime() > at)
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  return {
    running: base.find((row) => row.startsAt.getTime() <= at) ?? null,
    waiting: base.filter((row) => row.startsAt.getTime() > at),
  };
}

export function addPlanEvent(
  world: World,
  row: SubscriptionRow,
  event: { kind: EventKind; causeKey: string; at: number; actor: SeedActor },
): void {
  const { kind, causeKey, at, actor } = event;
  world.rows.subscriptionEvents.push({
    ...{ id: world.newId(at), subscriptionId: row.id, lineId: row.lineId, kind, causeKey },
    ...{ actorKind: actor.kind, actorId: actor.id, startsAt: row.startsAt, endsAt: row.endsAt },
    createdAt: new Date(at),
  });
}

/** Lets the worker look at the line once a start or end of it has passed. */
export function watchBoundary(world: World, line: SeedLine, boundary: Date): void {
  const at = workerRun(boundary.getTime());
  if (at <= world.now) world.agenda.add(at, () => recordBoundaries(world, line, at, WORKER));
}

/** What `recordBoundariesOfLines` of the subscriptions domain leaves: events, notices, the owner's last active plan. */
export function recordBoundaries(world: World, line: SeedLine, at: number, actor: SeedActor): void {
  const live = line.plans.filter((row) => row.cancelledAt === null);
  const started = live.filter((row) => row.startRecordedAt === null && row.startsAt.getTime() <= at);
  const ended = live.filter((row) => row.endRecordedAt === null && row.endsAt.getTime() <= at);
  for (const row of started) row.startRecordedAt = new Date(at);
  for (const row of ended) row.endRecordedAt = new Date(at);
  for (const row of started) noteBoundary(world, line, row, "activated", at, actor);
  for (const row of ended) noteBoundary(world, line, row, "expired", at, actor);
  for (const row of ended) if (!row.isTopup) noteLastActivePlan(world, line, row.endsAt);
  if (ended.length > 0) line.plans = line.plans.filter((row) => row.endRecordedAt === null);
}

function noteBoundary(
  world: World,
  line: SeedLine,
  row: SubscriptionRow,
  kind: "activated" | "expired",
  at: number,
  actor: SeedActor,
): void {
  const boundary = kind === "activated" ? row.startsAt : row.endsAt;
  addPlanEvent(world, row, { kind, causeKey: `${kind}:${row.id}`, at: boundary.getTime(), actor });
  const params = { planName: row.terms.planName, phone: line.row.phone, endsAt: row.endsAt.toISOString() };
  addNotice(world, at, {
    ...{ type: `plan_${kind}`, customerId: line.row.ownerId, phone: line.row.phone, lineId: line.row.id },
    params: kind === "activated" ? { ...params, startsAt: row.startsAt.toISOString() } : params,
    causeKey: `plan_${kind}:${row.id}`,
  });
}

export function noteLastActivePlan(world: World, line: SeedLine, endsAt: Date): void {
  const owner = personOf(world, line.row.ownerId)?.row;
  if (owner && (owner.lastActivePlanAt === null || owner.lastActivePlanAt < endsAt)) owner.lastActivePlanAt = endsAt;
}

type QueueChange = {
  running: SubscriptionRow | null;
  /** A running plan cut short by this change. */
  cut?: SubscriptionRow;
  waiting: readonly SubscriptionRow[];
  causeId: string;
};

/** Lays the waiting plans one after the other behind the running one, as `layQueue` does. */
export function layQueue(world: World, line: SeedLine, at: number, actor: SeedActor, change: QueueChange): void {
  if (change.cut) change.cut.endsAt = new Date(at);
  let next = Math.max(at, change.running?.endsAt.getTime() ?? 0);
  for (const row of change.waiting) {
    const isMoved = row.startsAt.getTime() !== next;
    row.startsAt = new Date(next);
    next += row.terms.validityDays * DAY;
    row.endsAt = new Date(next);
    if (!isMoved) continue;
    addPlanEvent(world, row, { kind: "moved", causeKey: `moved:${row.id}:${change.causeId}`, at, actor });
    watchBoundary(world, line, row.startsAt);
    watchBoundary(world, line, row.endsAt);
  }
  line.row.baseEndsAt = change.waiting.at(-1)?.endsAt ?? change.running?.endsAt ?? new Date(at);
}

/** Starts a waiting plan now; the rest of the running one is forfeited. */
export function activateNow(world: World, line: SeedLine, chosen: SubscriptionRow, at: number, actor: SeedActor): void {
  recordBoundaries(world, line, at, actor);
  const { running, waiting } = chainOf(line, at);
  layQueue(world, line, at, actor, {
    running: null,
    ...(running && { cut: running }),
    waiting: [chosen, ...waiting.filter((row) => row !== chosen)],
    causeId: world.newId(at),
  });
  recordBoundaries(world, line, at, actor);
}

/** Puts the plan that waits longest to the front. */
export function reorderQueue(world: World, line: SeedLine, at: number, actor: SeedActor): void {
  recordBoundaries(world, line, at, actor);
  const { running, waiting } = chainOf(line, at);
  const last = waiting.at(-1);
  if (!last) return;
  const order = [last, ...waiting.slice(0, -1)];
  layQueue(world, line, at, actor, { running, waiting: order, causeId: world.newId(at) });
}

/** Ends a plan because its money goes back, as `endSubscription` does; one that is over stays as it is. */
export function endPlan(
  world: World,
  row: SubscriptionRow,
  change: { at: number; actor: SeedActor; cause: "refunded" | "cancelled" },
): void {
  const { at, actor, cause } = change;
  const line = lineOfPlan(world, row);
  recordBoundaries(world, line, at, actor);
  if (row.cancelledAt !== null || row.endsAt.getTime() <= at) return;
  const isRunning = row.startsAt.getTime() <= at;
  const { running, waiting } = chainOf(line, at);
  if (isRunning) row.endsAt = new Date(at);
  row.cancelledAt = new Date(at);
  row.endRecordedAt = new Date(at);
  line.plans = line.plans.filter((each) => each !== row);
  addPlanEvent(world, row, { kind: cause, causeKey: `${cause}:${row.id}`, at, actor });
  addNotice(world, at, {
    ...{ type: "plan_cancelled", customerId: line.row.ownerId, phone: line.row.phone, lineId: line.row.id },
    params: { planName: row.terms.planName, phone: line.row.phone },
    causeKey: `plan_cancelled:${row.id}`,
  });
  if (row.isTopup) return;
  if (isRunning) noteLastActivePlan(world, line, new Date(at));
  layQueue(world, line, at, actor, {
    running: isRunning ? null : running,
    waiting: waiting.filter((each) => each !== row),
    causeId: `${cause}:${row.id}`,
  });
  recordBoundaries(world, line, at, actor);
}

function lineOfPlan(world: World, row: SubscriptionRow): SeedLine {
  const sale = world.sales.get(row.transactionId);
  const line = sale && world.lines.get(sale.transaction.recipientPhone);
  if (!line) throw new Error(`the plan ${row.id} is on no line`);
  return line;
}
