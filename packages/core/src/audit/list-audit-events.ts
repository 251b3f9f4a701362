import {
  type AuditEvent,
  idFloor,
  type ListAuditEventsInput,
  type ListAuditEventsOutput,
  toPage,
} from "@nexa/contracts";
import { auditEvents, auditText } from "@nexa/db";
import { and, desc, eq, gte, like, lt, type SQL } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { cursorId } from "../trpc/cursor-id.ts";
import type { AuditRow } from "./hash-event.ts";

/** The audit log for staff, newest first. @throws request.badCursor */
export async function listAuditEvents(
  ctx: CoreContext<AdminActor>,
  input: ListAuditEventsInput,
): Promise<ListAuditEventsOutput> {
  const rows = await ctx.db.orm
    .select()
    .from(auditEvents)
    .where(and(...conditionsOf(input)))
    .orderBy(desc(auditEvents.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => [row.id]);
  return { items: page.items.map(toAuditEvent), nextCursor: page.nextCursor };
}

/** Ids carry the time, so the range of time is a range of the primary key. */
function conditionsOf(input: ListAuditEventsInput): (SQL | undefined)[] {
  const { cursor, from, to, action, text, actorKind, actorId, subjectKind, subjectId, requestId } = input;
  const equal = [
    [auditEvents.actorKind, actorKind],
    [auditEvents.actorId, actorId],
    [auditEvents.subjectKind, subjectKind],
    [auditEvents.subjectId, subjectId],
    [auditEvents.requestId, requestId],
  ] as const;
  return [
    ...equal.flatMap(([column, value]) => (value === undefined ? [] : eq(column, value))),
    action === undefined ? undefined : like(auditEvents.action, `${literal(action)}%`),
    text === undefined ? undefined : like(auditText(auditEvents), `%${literal(text.toLowerCase())}%`),
    from === undefined ? undefined : gte(auditEvents.id, idFloor(new Date(from))),
    to === undefined ? undefined : lt(auditEvents.id, idFloor(new Date(to))),
    cursor === undefined ? undefined : lt(auditEvents.id, cursorId(cursor)),
  ];
}

/** Text for a LIKE pattern that stands for itself. */
function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, (char) => `\\${char}`);
}

function toAuditEvent(row: AuditRow): AuditEvent {
  const { prevHash, mac, at, ...rest } = row;
  return { ...rest, at: at.toISOString() };
}
