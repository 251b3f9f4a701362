import type { Virtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent } from "react";
import { cn } from "../class-names.ts";
import type { Column } from "./columns.ts";

/** What a row needs of its table. */
export type RowsProps<Row> = {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  rowLabel: ((row: Row) => string) | undefined;
  openId: string | undefined;
  onOpen: ((row: Row) => void) | undefined;
  rowHeight: number;
};

/** The rows in sight, and empty room where the others are. Arrow keys go from row to row, Enter opens. */
export function TableRows<Row>(props: RowsProps<Row> & { virtual: Virtualizer<HTMLElement, Element> }) {
  const { rows, virtual, columns } = props;
  const shown = virtual.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const to = targetOf(event.key, Number(event.currentTarget.dataset.index), rows.length);
    if (to === null) return;
    event.preventDefault();
    virtual.scrollToIndex(to);
    const body = event.currentTarget.closest("tbody");
    // The row is drawn only after the list has scrolled to it.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => body?.querySelector<HTMLElement>(`button[data-index="${to}"]`)?.focus()),
    );
  };
  return (
    <tbody>
      {before > 0 && <Gap height={before} span={columns.length} />}
      {shown.map(({ index }) => {
        const row = rows[index];
        return row === undefined ? null : (
          <TableRow key={props.rowId(row)} {...props} row={row} index={index} onMove={move} />
        );
      })}
      {after > 0 && <Gap height={after} span={columns.length} />}
    </tbody>
  );
}

function TableRow<Row>(
  props: RowsProps<Row> & { row: Row; index: number; onMove: (event: KeyboardEvent<HTMLElement>) => void },
) {
  const { row, index, onOpen, columns } = props;
  const isOpen = props.openId !== undefined && props.openId === props.rowId(row);
  return (
    // Clicks anywhere in the row are a convenience: the button in its first cell does the same.
    <tr
      aria-rowindex={index + 2}
      aria-current={isOpen || undefined}
      onClick={(event) => onOpen && !isControl(event.target) && onOpen(row)}
      style={{ height: props.rowHeight }}
      className={cn("group", onOpen && "cursor-pointer hover:bg-muted/60", isOpen && "bg-brand-soft")}
    >
      {columns.map((column, place) => (
        <td
          key={column.id}
          className={cn("truncate border-b px-3 py-0 text-sm", column.align === "end" && "tabular text-right")}
        >
          {place === 0 && onOpen ? (
            <button
              type="button"
              data-index={index}
              tabIndex={index === 0 || isOpen ? 0 : -1}
              aria-label={props.rowLabel?.(row)}
              onClick={() => onOpen(row)}
              onKeyDown={props.onMove}
              className="block w-full truncate text-left font-medium -outline-offset-2 group-hover:text-brand-strong"
              style={{ height: props.rowHeight - 1 }}
            >
              {column.cell(row)}
            </button>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height }} className="p-0" />
    </tr>
  );
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a,button,input,select,label") !== null;
}

function targetOf(key: string, index: number, count: number): number | null {
  if (key === "ArrowDown") return Math.min(index + 1, count - 1);
  if (key === "ArrowUp") return Math.max(index - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
