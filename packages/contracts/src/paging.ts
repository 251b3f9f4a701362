import { z } from "zod";

/** How many rows a page may have. */
export const PageLimit = z.int().min(1).max(500).default(100);

/** Where the next page starts: opaque to callers. */
export const Cursor = z.string().min(1).max(500);

/** The two fields every list input has. */
export const PageInput = { limit: PageLimit, cursor: Cursor.optional() };

/** A page of `item`: `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export type Page<T> = { items: T[]; nextCursor: string | null };

// Whatever a cursor holds goes into a statement, and PostgreSQL's text holds neither NUL nor half a character.
const CursorText = z.string().refine((text) => !text.includes("\u0000") && text.isWellFormed());
const CursorParts = z.array(z.union([CursorText, z.number(), z.null()])).max(4);
type CursorParts = z.infer<typeof CursorParts>;

/** The opaque text of a keyset position (the sort columns of the last row). */
export function encodeCursor(parts: CursorParts): string {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The keyset position of a cursor, or null where the text was not made by `encodeCursor` with `length` parts. */
export function decodeCursor(cursor: string, length: number): CursorParts | null {
  try {
    const binary = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const text = new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
    const parsed = CursorParts.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.length === length ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Cuts rows fetched with `limit + 1` to a page and makes the next cursor from its last row. */
export function toPage<R>(rows: R[], limit: number, cursorOf: (row: R) => CursorParts): Page<R> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
