import { decodeCursor } from "@nexa/contracts";
import { requestErrors } from "../../trpc/errors.ts";

/**
 * The number of the bill a page ended with; null on the first. Numbers follow the order of issue, also within one instant. A cursor
 * carries its order's name. @throws request.badCursor
 */
export function billCursor(cursor: string | undefined, order: string): number | null {
  if (cursor === undefined) return null;
  const [name, number] = decodeCursor(cursor, 2) ?? [];
  if (name !== order || typeof number !== "number" || !Number.isSafeInteger(number)) throw requestErrors.badCursor();
  return number;
}
