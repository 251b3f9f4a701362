import { Skeleton } from "../components/skeleton.tsx";
import type { Column } from "./columns.ts";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/** Rows that are about to come. */
export function SkeletonRows({ columns, rowHeight }: { columns: readonly Column<never>[]; rowHeight: number }) {
  return (
    <tbody aria-hidden>
      {ROWS.map((row) => (
        <tr key={row} style={{ height: rowHeight }}>
          {columns.map(({ id }) => (
            <td key={id} className="border-b px-3">
              <Skeleton className="h-3 w-3/4" />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
