import { isExtraKey } from "@nexa/contracts/content-admin";

/** A field of the operator's own as the editor holds it; `kept` is what was read, so that an untouched number stays one. */
export type ExtraRow = { key: string; value: string; kept: unknown };

export const EMPTY_ROW: ExtraRow = { key: "", value: "", kept: "" };

const typedOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

export function extraRows(extra: Readonly<Record<string, unknown>>): ExtraRow[] {
  return Object.entries(extra).map(([key, kept]) => ({ key, value: typedOf(kept), kept }));
}

/** The fields by name. What was changed or added is text. */
export function extraOf(rows: readonly ExtraRow[]): Record<string, unknown> {
  return Object.fromEntries(
    rows.map(({ key, value, kept }) => [key.trim(), typedOf(kept) === value ? kept : value.trim()]),
  );
}

/** Whether every row has a name of its own that a field may have. */
export function areNamed(rows: readonly ExtraRow[]): boolean {
  const keys = rows.map(({ key }) => key.trim());
  return keys.every(isExtraKey) && new Set(keys).size === keys.length;
}
