import { decodeCursor, Id } from "@nexa/contracts";
import { requestErrors } from "../trpc/errors.ts";

/** The id after which the next page of notices starts. Throws `request.badCursor`. */
export function noticeIdOfCursor(cursor: string): string {
  const id = Id.safeParse(decodeCursor(cursor, 1)?.[0]);
  if (!id.success) throw requestErrors.badCursor();
  return id.data;
}
