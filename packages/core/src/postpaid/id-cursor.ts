import { decodeCursor, Id } from "@nexa/contracts";
import { requestErrors } from "../trpc/errors.ts";

/** The id after which a page goes on, or null for the first page. @throws request.badCursor */
export function idOfCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = Id.safeParse(decodeCursor(cursor, 1)?.[0]);
  if (!id.success) throw requestErrors.badCursor();
  return id.data;
}
