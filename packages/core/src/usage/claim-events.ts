import type { UsageKind } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { arrayLiteral, textArrayLiteral } from "./array-literal.ts";

/** An event on a known line, as a batch sent it. */
export type LinedEvent = {
  /** Its place in the batch. */
  index: number;
  partnerId: string;
  eventId: string;
  lineId: string;
  kind: UsageKind;
  amount: number;
  zone: string;
  startedAt: Date;
};

/** Whether an event is taken now, was taken before as it is, or was taken before with other content. */
export type Claim = "new" | "duplicate" | "differs";

/**
 * Takes the events that were never rated, each once for all time: the key's insertion decides, also between senders in parallel. Keys are
 * inserted in their order, so that two batches with the same events never wait for each other in a circle.
 */
export async function claimEvents(tx: CoreContext, events: readonly LinedEvent[]): Promise<Map<LinedEvent, Claim>> {
  const firsts = new Map<string, LinedEvent>();
  for (const event of events) {
    const key = keyOf(event);
    if (!firsts.has(key)) firsts.set(key, event);
  }
  const inserted = await insertKeys(tx, [...firsts.values()]);
  if (inserted === "all" && firsts.size === events.length) return new Map(events.map((event) => [event, "new"]));
  const claims = new Map<LinedEvent, Claim>();
  const repeated: LinedEvent[] = [];
  for (const event of events) {
    const first = firsts.get(keyOf(event));
    if (inserted !== "all" && !inserted.has(keyOf(event))) repeated.push(event);
    else if (first === event) claims.set(event, "new");
    else claims.set(event, first && isSame(first, event) ? "duplicate" : "differs");
  }
  const known = repeated.length > 0 ? await readRated(tx, repeated) : new Map<string, Content>();
  for (const event of repeated) {
    const rated = known.get(`${keyOf(event)} ${event.lineId}`);
    claims.set(event, rated && isSame(rated, event) ? "duplicate" : "differs");
  }
  return claims;
}

/** Event ids are each partner's own; neither part holds a space. */
function keyOf({ partnerId, eventId }: Pick<LinedEvent, "partnerId" | "eventId">): string {
  return `${partnerId} ${eventId}`;
}

type Content = Pick<LinedEvent, "lineId" | "kind" | "amount" | "zone" | "startedAt">;

function isSame(one: Content, other: Content): boolean {
  return (
    one.lineId === other.lineId &&
    one.kind === other.kind &&
    one.amount === other.amount &&
    one.zone === other.zone &&
    one.startedAt.getTime() === other.startedAt.getTime()
  );
}

/** Names the keys that were inserted only where some were not: mostly all are, and a thousand names cost as much as the insertion. */
async function insertKeys(tx: CoreContext, events: readonly LinedEvent[]): Promise<Set<string> | "all"> {
  const partners = [...new Set(events.map((event) => event.partnerId))];
  const places = new Map(partners.map((id, index) => [id, index + 1]));
  const [row] = await tx.db.query<{ inserted: string[] | null }>({
    name: "usage.claim",
    text: `with inserted as (
        insert into usage_event_keys (partner_id, event_id, started_at)
        select ($1::uuid[])[partner], event_id, started_at
        from unnest($2::int4[], $3::text[], $4::timestamptz[]) as e (partner, event_id, started_at)
        order by 1, 2 on conflict do nothing returning partner_id, event_id
      ) select array_agg(partner_id || ' ' || event_id) as inserted
      from inserted having count(*) < cardinality($3::text[])`,
    values: [
      partners,
      arrayLiteral(events.map((event) => places.get(event.partnerId) ?? null)),
      textArrayLiteral(events.map((event) => event.eventId)),
      arrayLiteral(events.map((event) => event.startedAt)),
    ],
  });
  return row === undefined ? "all" : new Set(row.inserted);
}

/** Looked up by line and start, the index that events have: an event that is not found there had another one of them. */
async function readRated(tx: CoreContext, events: readonly LinedEvent[]): Promise<Map<string, Content>> {
  const rows = await tx.db.query<{
    partner_id: string;
    event_id: string;
    line_id: string;
    kind: UsageKind;
    amount: number;
    zone: string;
    started_at: Date;
  }>({
    name: "usage.rated",
    text: `select u.partner_id, u.event_id, u.line_id, u.kind, u.amount, u.zone, u.started_at
      from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[]) as e (partner_id, event_id, line_id, started_at)
      join usage_events u on u.line_id = e.line_id and u.started_at = e.started_at
        and u.event_id = e.event_id and u.partner_id = e.partner_id`,
    values: [
      events.map((event) => event.partnerId),
      events.map((event) => event.eventId),
      events.map((event) => event.lineId),
      events.map((event) => event.startedAt),
    ],
  });
  return new Map(
    rows.map(({ partner_id, event_id, line_id, kind, amount, zone, started_at }) => [
      `${keyOf({ partnerId: partner_id, eventId: event_id })} ${line_id}`,
      { lineId: line_id, kind, amount, zone, startedAt: started_at },
    ]),
  );
}
