import { decodeCursor, Id } from "@nexa/contracts";
import { requestErrors } from "../trpc/errors.ts";

/** The id a page of transactions ended with. A cursor carries its order's name, so that one order's is not taken for another's. */
export function cursorId(cursor: string | undefined, order: string): string | null {
  if (cursor === undefined) return null;
  const parts = decodeCursor(cursor, 2);
  const id = Id.safeParse(parts?.[1]);
  if (parts?.[0] !== order || !id.success) throw requestErrors.badCursor();
  return id.data;
}
