import { decodeCursor, encodeCursor, type Page } from "@nexa/contracts";
import { requestErrors } from "../trpc/errors.ts";

type SortKey = number | string;

/** A total order: by key, upwards or downwards, and by id upwards among equals. */
export type Order<T> = {
  /** As callers name it; a cursor of another order is refused. */
  readonly name: string;
  readonly isDescending: boolean;
  readonly keyOf: (row: T) => SortKey;
  readonly idOf: (row: T) => string;
};

type Position = { readonly key: SortKey; readonly id: string };

/**
 * A keyset page of rows held in memory: those after the cursor's position, so that rows that come and go between two pages
 * neither repeat nor hide others. Throws `request.badCursor` for a cursor that this order did not make.
 */
export function pageInMemory<T>(
  rows: readonly T[],
  order: Order<T>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Page<T> {
  const after = cursor === undefined ? null : positionOf(cursor, order.name);
  const sorted = rows
    .map((row) => ({ row, key: order.keyOf(row), id: order.idOf(row) }))
    .filter((entry) => after === null || compare(entry, after, order.isDescending) > 0)
    .sort((a, b) => compare(a, b, order.isDescending));
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = last && sorted.length > limit ? encodeCursor([order.name, last.key, last.id]) : null;
  return { items: page.map(({ row }) => row), nextCursor };
}

function compare(a: Position, b: Position, isDescending: boolean): number {
  if (a.key !== b.key) return a.key < b.key === isDescending ? 1 : -1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function positionOf(cursor: string, order: string): Position {
  const parts = decodeCursor(cursor, 3);
  if (parts === null) throw requestErrors.badCursor();
  const [name, key, id] = parts;
  if (name !== order || key === null || key === undefined || typeof id !== "string") throw requestErrors.badCursor();
  return { key, id };
}
