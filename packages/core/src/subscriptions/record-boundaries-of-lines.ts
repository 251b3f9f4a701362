import { lines, subscriptions } from "@nexa/db";
import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { enqueueNotices, type Notice } from "../notifications/index.ts";
import type { LockedLine } from "./line-lock.ts";
import { recordEvents, type SubscriptionEvent } from "./record-events.ts";
import type { SubscriptionRow } from "./to-subscription.ts";

type Due = SubscriptionRow & { phone: string; ownerId: string | null };

/**
 * Records the starts and ends that `now` has passed on lines the caller holds locked: events, notices and the owners' last active
 * plan. Only owners in `lockedOwnerIds` are written. A boundary is recorded once, whoever comes first: worker or a verb. Returns
 * how many boundaries it recorded.
 */
export async function recordBoundariesOfLines(
  tx: CoreContext,
  held: { lineIds: readonly string[]; lockedOwnerIds: readonly string[]; now: Date },
): Promise<number> {
  if (held.lineIds.length === 0) return 0;
  const due = await findDue(tx, held.lineIds, held.now);
  const started = due.filter((row) => row.startRecordedAt === null && row.startsAt <= held.now);
  const ended = due.filter((row) => row.endRecordedAt === null && row.endsAt <= held.now);
  await markRecorded(tx, started, ended, held.now);
  await recordEvents(tx, [
    ...started.map((row) => eventOf(row, "activated", row.startsAt)),
    ...ended.map((row) => eventOf(row, "expired", row.endsAt)),
  ]);
  await enqueueNotices(tx, [
    ...started.map((row) => noticeOf(row, "plan_activated")),
    ...ended.map((row) => noticeOf(row, "plan_expired")),
  ]);
  const owned = ended.filter((row) => row.ownerId !== null && held.lockedOwnerIds.includes(row.ownerId));
  await noteLastActivePlan(tx, owned);
  return started.length + ended.length;
}

/** The same for one line held by `lockLine`, at the line's instant. */
export function recordBoundariesOfLine(tx: CoreContext, line: LockedLine): Promise<number> {
  const lockedOwnerIds = line.lockedOwnerId === null ? [] : [line.lockedOwnerId];
  return recordBoundariesOfLines(tx, { lineIds: [line.id], lockedOwnerIds, now: line.now });
}

async function findDue(tx: CoreContext, lineIds: readonly string[], now: Date): Promise<Due[]> {
  const rows = await tx.db.orm
    .select({ subscription: subscriptions, phone: lines.phone, ownerId: lines.ownerId })
    .from(subscriptions)
    .innerJoin(lines, eq(lines.id, subscriptions.lineId))
    .where(
      and(
        inArray(subscriptions.lineId, [...lineIds]),
        isNull(subscriptions.cancelledAt),
        or(
          and(isNull(subscriptions.startRecordedAt), lte(subscriptions.startsAt, now)),
          and(isNull(subscriptions.endRecordedAt), lte(subscriptions.endsAt, now)),
        ),
      ),
    )
    .orderBy(asc(subscriptions.lineId), asc(subscriptions.startsAt));
  return rows.map(({ subscription, phone, ownerId }) => ({ ...subscription, phone, ownerId }));
}

async function markRecorded(tx: CoreContext, started: readonly Due[], ended: readonly Due[], now: Date): Promise<void> {
  const ids = [...new Set([...started, ...ended].map((row) => row.id))];
  if (ids.length === 0) return;
  await tx.db.orm
    .update(subscriptions)
    .set({
      startRecordedAt: sql`coalesce(${subscriptions.startRecordedAt}, case when ${lte(subscriptions.startsAt, now)} then ${now.toISOString()}::timestamptz end)`,
      endRecordedAt: sql`coalesce(${subscriptions.endRecordedAt}, case when ${lte(subscriptions.endsAt, now)} then ${now.toISOString()}::timestamptz end)`,
    })
    .where(inArray(subscriptions.id, ids));
}

function eventOf(row: Due, kind: "activated" | "expired", at: Date): SubscriptionEvent {
  const { id, lineId, startsAt, endsAt } = row;
  return { subscriptionId: id, lineId, kind, causeKey: `${kind}:${id}`, startsAt, endsAt, at };
}

function noticeOf(row: Due, type: "plan_activated" | "plan_expired"): Notice {
  const { phone, lineId } = row;
  const whose = { customerId: row.ownerId, phone, lineId, causeKey: `${type}:${row.id}` };
  const params = { planName: row.terms.planName, phone, endsAt: row.endsAt.toISOString() };
  if (type === "plan_expired") return { ...whose, type, params };
  return { ...whose, type, params: { ...params, startsAt: row.startsAt.toISOString() } };
}

/** Keeps the end of the latest base plan on the owner, from which inactivity is derived. Top-ups do not count. */
async function noteLastActivePlan(tx: CoreContext, ended: readonly Due[]): Promise<void> {
  const latest = new Map<string, Date>();
  for (const row of ended) {
    const known = row.ownerId === null ? undefined : latest.get(row.ownerId);
    if (row.ownerId !== null && !row.isTopup && (known === undefined || known < row.endsAt)) {
      latest.set(row.ownerId, row.endsAt);
    }
  }
  if (latest.size === 0) return;
  await tx.db.query({
    text: `update customers set last_active_plan_at = x.at
      from jsonb_to_recordset($1::jsonb) as x(id uuid, at timestamptz)
      where customers.id = x.id and (last_active_plan_at is null or last_active_plan_at < x.at)`,
    values: [JSON.stringify([...latest].map(([id, at]) => ({ id, at })))],
  });
}
