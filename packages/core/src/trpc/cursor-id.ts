import { decodeCursor, Id } from "@nexa/contracts";
import { requestErrors } from "./errors.ts";

/** The id that a page of a list by id ended with. @throws request.badCursor */
export function cursorId(cursor: string): string {
  const id = Id.safeParse(decodeCursor(cursor, 1)?.[0]);
  if (!id.success) throw requestErrors.badCursor();
  return id.data;
}
