import type { ReactNode } from "react";

/** One column of a DataTable. */
export type Column<Row> = {
  id: string;
  /** In the header and the choice of columns. */
  label: string;
  /** The first shown column opens the row: it must hold no link or button of its own. */
  cell: (row: Row) => ReactNode;
  /** In rem; the columns share what room is left by these. */
  width?: number;
  /** Numbers stand at the end. */
  align?: "start" | "end";
  /** What the list is asked for, by direction. Without it the column does not sort. */
  sort?: { ascending?: string; descending?: string };
  /** Shown only where somebody chose it. */
  isExtra?: boolean;
};

export const DEFAULT_WIDTH = 9;

/** A page of rows as it comes, and how to move on. `useList` of the console makes one from a query and the address. */
export type TablePage<Row> = {
  rows: readonly Row[] | undefined;
  /** Something newer is under way while these rows are shown. */
  isFetching: boolean;
  onNext: (() => void) | null;
  onPrevious: (() => void) | null;
  /** Null on the first page. */
  onFirst: (() => void) | null;
};

/** What a click on a header asks for next: its one direction, or the other one where it has both. */
export function nextSort(sort: Column<never>["sort"], current: string | undefined): string | undefined {
  if (!sort) return undefined;
  const { ascending, descending } = sort;
  return current === descending ? (ascending ?? descending) : (descending ?? ascending);
}

export function directionOf(
  sort: Column<never>["sort"],
  current: string | undefined,
): "ascending" | "descending" | null {
  if (!sort || current === undefined) return null;
  if (current === sort.ascending) return "ascending";
  return current === sort.descending ? "descending" : null;
}
