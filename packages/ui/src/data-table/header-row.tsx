import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { cn } from "../class-names.ts";
import { type Column, directionOf, nextSort } from "./columns.ts";

/** The labels of the columns; those by which the list may be ordered are buttons. */
export function HeaderRow(props: {
  columns: readonly Column<never>[];
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}) {
  return (
    <tr>
      {props.columns.map((column) => {
        const direction = directionOf(column.sort, props.sort);
        const next = props.onSort && nextSort(column.sort, props.sort);
        const isEnd = column.align === "end";
        return (
          <th
            key={column.id}
            scope="col"
            aria-sort={direction ?? undefined}
            className={cn(
              "sticky top-0 z-10 h-9 truncate border-b bg-card px-3 text-left font-medium text-muted-foreground text-xs",
              isEnd && "text-right",
            )}
          >
            {next === undefined ? (
              column.label
            ) : (
              <button
                type="button"
                onClick={() => props.onSort?.(next)}
                className={cn(
                  "inline-flex h-9 items-center gap-1 hover:text-foreground",
                  direction && "text-foreground",
                )}
              >
                {column.label}
                <SortIcon direction={direction} />
              </button>
            )}
          </th>
        );
      })}
    </tr>
  );
}

function SortIcon({ direction }: { direction: "ascending" | "descending" | null }) {
  const Icon = direction === null ? ChevronsUpDown : direction === "ascending" ? ArrowUp : ArrowDown;
  return <Icon aria-hidden className="size-3.5" />;
}
