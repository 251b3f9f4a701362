import type { Line } from "../row.ts";

const HEADS = ["row", "product", "floor", "ratio", "to reach", "ok?", "p50 / p99"];

/** The lines as a table for the terminal, with a sentence below for each that is worth nothing. */
export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.row,
    line.product,
    line.floor,
    line.ratio === null ? "" : line.ratio.toFixed(2),
    line.toReach,
    verdictOf(line),
    line.times,
  ]);
  const widths = HEADS.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const text = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const problems = lines.filter((line) => line.problem !== null).map((line) => `${line.row.trim()}: ${line.problem}`);
  return [text(HEADS), text(widths.map((width) => "-".repeat(width))), ...rows.map(text), ...problems].join("\n");
}

function verdictOf({ problem, isReached }: Line): string {
  if (problem !== null) return "FAILED";
  if (isReached === null) return "";
  return isReached ? "yes" : "no";
}
