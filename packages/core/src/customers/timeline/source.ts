import type { TimelineKind } from "@nexa/contracts";

/**
 * One place where things that happened to a customer are kept. `text` selects place, kind, event, subject_kind, subject_id and facts;
 * `$1` is the customer, `$2` the place to come before, `$3` how many at most: an index bounds what each reads.
 */
export type Source = {
  kinds: readonly TimelineKind[];
  text(wanted: ReadonlySet<TimelineKind>): string;
};

/** The end of each source: the newest first, as many as the page holds. */
export const NEWEST = "order by place desc limit $3";

/** The place of something that has no id of its own: the instant, then a step of the row's life (one hex digit), then the row's id. */
export function placeOf(at: string, id: string, step: string): string {
  return `(${timeOf(at)} || '7' || ${step} || substr(replace(${id}::text, '-', ''), 15))::uuid`;
}

/** The smallest id of an instant. */
export function floorOf(at: string): string {
  return `(${timeOf(at)} || repeat('0', 20))::uuid`;
}

/** An instant as facts have it: ISO-8601 in UTC with Z. */
export function isoOf(at: string): string {
  return `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

function timeOf(at: string): string {
  return `lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0')`;
}
