import type { ClientFailure } from "@nexa/contracts/failure";
import { columnVisibilityFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "../class-names.ts";
import { EmptyState, ErrorState } from "../components/states.tsx";
import { type Column, DEFAULT_WIDTH, type TablePage } from "./columns.ts";
import { HeaderRow } from "./header-row.tsx";
import { LookMenu } from "./look-menu.tsx";
import { Pager } from "./pager.tsx";
import { SkeletonRows } from "./skeleton-rows.tsx";
import { TableRows } from "./table-rows.tsx";
import { ROW_HEIGHTS, useTableLook } from "./use-table-look.ts";

const features = tableFeatures({ columnVisibilityFeature });

export type DataTableProps<Row> = {
  /** Under this name the browser keeps the chosen columns and density. */
  name: string;
  /** What is listed, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** How a screen reader calls the row's button; without it the first cell's text. */
  rowLabel?: (row: Row) => string;
  page: TablePage<Row>;
  failure?: ClientFailure | null;
  onRetry?: () => void;
  sort?: string | undefined;
  onSort?: (sort: string) => void;
  onOpen?: (row: Row) => void;
  openId?: string | undefined;
  /** The FilterBar, and buttons for the whole list. */
  toolbar?: ReactNode;
  /** Instead of "nothing here": what to do next. */
  empty?: ReactNode;
  className?: string;
};

/**
 * A list of the server's, a page at a time: sorting and filters are the server's too and live in the address (`useList`). Only the rows
 * in sight are drawn.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useTranslation("ui");
  const { page, failure } = props;
  const rows = page.rows;
  const [look, setLook] = useTableLook(props.name);
  const { columns, isShown } = useShownColumns(props, look.columns);
  const rowHeight = ROW_HEIGHTS[look.density];
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows?.length ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 800, height: 800 },
  });
  const isEmpty = rows?.length === 0;
  return (
    <div className={cn("grid min-w-0 gap-2", props.className)}>
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-0 grow">{props.toolbar}</div>
        <LookMenu columns={props.columns} isShown={isShown} look={look} onChange={setLook} />
      </div>
      {failure && rows === undefined ? (
        <ErrorState failure={failure} {...(props.onRetry && { onRetry: props.onRetry })} />
      ) : (
        <section
          ref={scroller}
          // What scrolls must be reachable by keyboard, also where no row opens.
          tabIndex={0}
          aria-label={props.label}
          className="relative max-h-[calc(100dvh-15rem)] min-h-40 overflow-auto rounded-card border bg-card"
        >
          <table
            aria-label={props.label}
            aria-rowcount={-1}
            aria-busy={page.isFetching}
            className={cn(
              "w-full table-fixed border-separate border-spacing-0",
              page.isFetching && rows && "opacity-60",
            )}
            style={{ minWidth: `${columns.reduce((sum, { width = DEFAULT_WIDTH }) => sum + width, 0)}rem` }}
          >
            <colgroup>
              {columns.map(({ id, width = DEFAULT_WIDTH }) => (
                <col key={id} style={{ width: `${width}rem` }} />
              ))}
            </colgroup>
            <thead>
              <HeaderRow columns={columns} sort={props.sort} onSort={props.onSort} />
            </thead>
            {rows === undefined ? (
              <SkeletonRows columns={columns} rowHeight={rowHeight} />
            ) : (
              <TableRows
                {...{ rows, columns, rowHeight, virtual, rowId: props.rowId, rowLabel: props.rowLabel }}
                {...{ openId: props.openId, onOpen: props.onOpen }}
              />
            )}
          </table>
          {isEmpty && (props.empty ?? <EmptyState title={t("table.empty")} text={t("table.emptyText")} />)}
        </section>
      )}
      <Pager page={page} />
    </div>
  );
}

/** The columns that are shown: those that belong to the table unless somebody chose otherwise. */
function useShownColumns<Row extends object>(
  { columns, page, rowId }: DataTableProps<Row>,
  chosen: Record<string, boolean>,
) {
  const data = useMemo(() => [...(page.rows ?? [])], [page.rows]);
  const definitions = useMemo(() => columns.map(({ id, label }) => ({ id, header: label })), [columns]);
  const columnVisibility = useMemo(() => {
    const plain = columns.map(({ id, isExtra }, place) => [id, place === 0 || (chosen[id] ?? !isExtra)]);
    return Object.fromEntries(plain) as Record<string, boolean>;
  }, [columns, chosen]);
  const table = useTable({ features, data, columns: definitions, getRowId: rowId, state: { columnVisibility } });
  const isShown = (id: string) => table.getColumn(id)?.getIsVisible() ?? false;
  return { columns: columns.filter(({ id }) => isShown(id)), isShown };
}
