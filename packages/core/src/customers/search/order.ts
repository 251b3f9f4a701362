import { type CustomerSort, decodeCursor, encodeCursor, Id } from "@nexa/contracts";
import { requestErrors } from "../../trpc/errors.ts";
import type { Parameters } from "./parameters.ts";

/** As the index over names has it, so that the order is the same on every database. */
export const NAME_KEY = '(lower(c.full_name) collate "C")';

/** The place where a page ended. */
export type Position = { id: string; name: string };

/** Ids begin with the time, so the newest customer has the largest. */
export function orderBy(sort: CustomerSort): string {
  if (sort === "name") return `${NAME_KEY}, c.id`;
  return sort === "newest" ? "c.id desc" : "c.id";
}

/** The condition of coming after a position, on a customer `c`. */
export function comesAfter(sort: CustomerSort, position: Position, given: Parameters): string {
  if (sort === "name") return `(${NAME_KEY}, c.id) > (${given.add(position.name)}, ${given.add(position.id)}::uuid)`;
  return `c.id ${sort === "newest" ? "<" : ">"} ${given.add(position.id)}::uuid`;
}

/** A cursor carries its order's name, so that one order's is not taken for another's. */
export function cursorOf(sort: CustomerSort, { id, name }: Position): string {
  return encodeCursor([sort, sort === "name" ? name : "", id]);
}

/** Where the page before ended, or null on the first. Throws `request.badCursor`. */
export function positionOf(sort: CustomerSort, cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const [order, name, text] = decodeCursor(cursor, 3) ?? [];
  const id = Id.safeParse(text);
  if (order !== sort || typeof name !== "string" || name.includes("\u0000") || !name.isWellFormed() || !id.success)
    throw requestErrors.badCursor();
  return { id: id.data, name };
}
