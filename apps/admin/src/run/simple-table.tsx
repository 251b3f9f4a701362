import { cn } from "@nexa/ui/class-names";
import type { ReactNode } from "react";

export type SimpleColumn<T> = {
  name: string;
  header: string;
  isRight?: boolean;
  cell: (row: T) => ReactNode;
};

/** A short list that is there whole: no paging, no sorting. Longer ones are a DataTable. */
export function SimpleTable<T>(props: {
  label: string;
  rows: readonly T[];
  columns: readonly SimpleColumn<T>[];
  keyOf: (row: T) => string;
}) {
  return (
    // What scrolls sideways must be reachable by keyboard.
    <section aria-label={props.label} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{props.label}</caption>
        <thead>
          <tr className="border-b text-left text-muted-foreground">
            {props.columns.map(({ name, header, isRight }) => (
              <th
                key={name}
                scope="col"
                className={cn("whitespace-nowrap px-3 py-2 font-medium", isRight && "text-right")}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.keyOf(row)} className="border-b last:border-0 hover:bg-muted/50">
              {props.columns.map(({ name, isRight, cell }) => (
                <td key={name} className={cn("px-3 py-2 align-middle", isRight && "tabular text-right")}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
