import { failureOf } from "@nexa/client";
import type { ClientFailure } from "@nexa/contracts/failure";
import type { TablePage } from "@nexa/ui/data-table/columns";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback } from "react";

type Search = { after?: string; sort?: string; open?: string };
type PageQuery<Row> = {
  data: { items: Row[]; nextCursor: string | null } | undefined;
  isFetching: boolean;
  error: unknown;
  refetch: () => unknown;
};

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Where the pages before this one start, the first left out. */
    pagesBefore?: string[];
  }
}

/**
 * Ties a list's query to its address: spread `table` into a DataTable; `set` changes filters and goes back to the first page.
 *
 * @param search of the route, as `listSearch` reads it
 */
export function useList<Row, S extends Search>(search: S, query: PageQuery<Row>) {
  const navigate = useNavigate();
  const before = useRouterState({ select: (state) => state.location.state.pagesBefore });
  const go = useCallback(
    (change: Record<string, string | undefined>, pagesBefore: string[] | undefined, replace = false) =>
      void navigate({
        to: ".",
        search: ((old: S) => ({ ...old, ...change })) as never,
        state: (old) => ({ ...old, pagesBefore }) as never,
        replace,
      }),
    [navigate],
  );
  const set = useCallback(
    (change: Partial<S>) =>
      go({ ...(change as Record<string, string | undefined>), after: undefined }, undefined, true),
    [go],
  );
  const { after } = search;
  const next = query.data?.nextCursor ?? null;
  const page: TablePage<Row> = {
    rows: query.data?.items,
    isFetching: query.isFetching,
    onNext: next === null ? null : () => go({ after: next }, after === undefined ? [] : [...(before ?? []), after]),
    onPrevious: after === undefined || !before ? null : () => go({ after: before.at(-1) }, before.slice(0, -1)),
    onFirst: after === undefined ? null : () => go({ after: undefined }, undefined),
  };
  const failure: ClientFailure | null = query.error ? failureOf(query.error) : null;
  const clearable = Object.keys(search).filter((name) => !["after", "sort", "open", "view"].includes(name));
  return {
    set,
    open: (id: string | undefined) => go({ open: id }, before),
    /** Null where nothing is filtered. */
    clear:
      clearable.length === 0
        ? null
        : () => go(Object.fromEntries([...clearable, "after"].map((name) => [name, undefined])), undefined, true),
    table: {
      page,
      failure,
      onRetry: () => void query.refetch(),
      sort: search.sort,
      onSort: (sort: string) => go({ sort, after: undefined }, undefined, true),
      openId: search.open,
    },
  };
}
