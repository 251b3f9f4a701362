import type { ImportSummary } from "@nexa/core/imports/index";

const KINDS = ["category", "plan", "customer", "transaction", "subscription"] as const;

/** What an import did, for the person at the terminal. */
export function describeSummary({ counts, reasons }: ImportSummary): string {
  const table = KINDS.map((kind) => {
    const { read, imported, knownAlready, skipped } = counts[kind];
    const cells = [read, imported, knownAlready, skipped].map((count) => String(count).padStart(10));
    return kind.padEnd(14) + cells.join("");
  });
  const head = `${"".padEnd(14)}${["read", "imported", "known", "skipped"].map((name) => name.padStart(10)).join("")}`;
  const why = reasons.map(({ outcome, kind, why, count }) => `  ${count} ${kind} ${outcome}: ${why}`);
  const isNothingNew = KINDS.every((kind) => counts[kind].imported === 0);
  return [
    ...[head, ...table, ...why],
    ...(isNothingNew ? ["Nothing was imported: everything that can be is here already."] : []),
  ].join("\n");
}
