import { decodeCursor, encodeCursor, type Page } from "@nexa/contracts";
import { requestErrors } from "../trpc/errors.ts";

type Asked = { limit: number; cursor?: string | undefined };

/** Where a page starts in a list that staff keep in order by hand. Throws `request.badCursor`. */
export function placeOf({ cursor }: Asked): number {
  if (cursor === undefined) return 0;
  const [place] = decodeCursor(cursor, 1) ?? [];
  if (typeof place !== "number" || !Number.isSafeInteger(place) || place < 0) throw requestErrors.badCursor();
  return place;
}

/** The cursor after a page of `count` entries of `total`, null after the last. */
export function cursorAfter(asked: Asked, count: number, total: number): string | null {
  const next = placeOf(asked) + count;
  return count > 0 && next < total ? encodeCursor([next]) : null;
}

/** A page of entries that are all in memory. Throws `request.badCursor`. */
export function pageByPlace<T>(entries: readonly T[], asked: Asked): Page<T> {
  const start = placeOf(asked);
  const items = entries.slice(start, start + asked.limit);
  return { items, nextCursor: cursorAfter(asked, items.length, entries.length) };
}
