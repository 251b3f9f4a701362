import { importIds } from "@nexa/db";
import { and, eq, inArray } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { ImportKind, ImportReport } from "./import-report.ts";

/** What every step of one import shares. */
export type ImportRun = {
  /** Names the other system; its ids are only unique in it. */
  readonly sourceName: string;
  readonly report: ImportReport;
  /** Aborts between two chunks; the next run goes on there. */
  readonly signal: AbortSignal;
};

export type NewImportId = { readonly externalId: string; readonly id: string };

/** Writes which of our rows a row of the source became, in the transaction that makes ours. */
export async function noteImported(
  tx: CoreContext,
  run: ImportRun,
  kind: ImportKind,
  made: readonly NewImportId[],
): Promise<void> {
  if (made.length === 0) return;
  const importedAt = tx.clock.now();
  const source = run.sourceName;
  await tx.db.orm.insert(importIds).values(made.map((each) => ({ ...each, source, kind, importedAt })));
}

/** Our ids of rows of the source that were brought in before. */
export async function knownIds(
  ctx: CoreContext,
  { sourceName }: Pick<ImportRun, "sourceName">,
  kind: ImportKind,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  const isOne = and(
    eq(importIds.source, sourceName),
    eq(importIds.kind, kind),
    inArray(importIds.externalId, [...externalIds]),
  );
  const rows = await ctx.db.orm.select().from(importIds).where(isOne);
  return new Map(rows.map((row) => [row.externalId, row.id]));
}
