import { cn } from "@nexa/ui/class-names";
import { useTranslation } from "react-i18next";
import { type DiffRow, diffOf } from "./audit-diff.ts";

const MARKS: Record<DiffRow["change"], string> = { added: "+", removed: "−", changed: "±", same: "" };

/** The values before and after, line by line; what changed is marked with a sign and a colour. */
export function DiffTable({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation();
  const rows = diffOf(before, after);
  if (rows.length === 0) return <p className="text-muted-foreground text-sm">{t("audit.noValues")}</p>;
  return (
    // What scrolls sideways must be reachable by keyboard.
    <section aria-label={t("audit.values")} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{t("audit.values")}</caption>
        <thead>
          <tr className="border-b text-left text-muted-foreground">
            <th scope="col" className="py-2 pr-3 font-medium">
              {t("audit.field")}
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              {t("audit.before")}
            </th>
            <th scope="col" className="py-2 pl-3 font-medium">
              {t("audit.after")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.path} className="border-b align-top last:border-0">
              <th scope="row" className="py-2 pr-3 text-left font-normal">
                <span aria-hidden className="mr-1 inline-block w-3 text-muted-foreground">
                  {MARKS[row.change]}
                </span>
                {row.path || t("audit.value")}
                {row.change !== "same" && <span className="sr-only"> {t(`audit.changes.${row.change}`)}</span>}
              </th>
              <Value
                value={row.before}
                isMarked={row.change === "removed" || row.change === "changed"}
                tone="negative"
              />
              <Value value={row.after} isMarked={row.change === "added" || row.change === "changed"} tone="positive" />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Value(props: { value: unknown; isMarked: boolean; tone: "negative" | "positive" }) {
  const { value, isMarked, tone } = props;
  const text = typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
  return (
    <td className="max-w-64 px-3 py-2">
      <span
        className={cn(
          "break-words",
          isMarked && "-mx-1 rounded-sm px-1",
          isMarked && (tone === "negative" ? "bg-negative-soft text-negative" : "bg-positive-soft text-positive"),
        )}
      >
        {text}
      </span>
    </td>
  );
}
