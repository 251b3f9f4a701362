import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { importCategories, importPlans } from "./import-catalog.ts";
import { importCustomers } from "./import-customers.ts";
import type { ImportRun } from "./import-ids.ts";
import { createImportReport, type ImportEntry, type ImportSummary } from "./import-report.ts";
import { importSales } from "./sales/import-sales.ts";
import { saleTypeOf, stageSales } from "./sales/stage-sales.ts";
import { asOnlyImport, createStaging, dropStaging } from "./sales/staging.ts";
import { type ImportSource, NotASource } from "./source/import-source.ts";
import { textOf } from "./source/read-value.ts";

export type ImportOptions = {
  /** Names the other system. Its backup and its database are one system and have one name. */
  sourceName: string;
  /** Gets every row that is not brought in, or not as it was. */
  onEntry: (entry: ImportEntry) => void;
  /** Told when the next part begins. */
  onStep?: (step: string) => void;
  signal: AbortSignal;
};

/**
 * Brings in categories, plans, customers, payments and plans on numbers of the FastAPI edition. What was brought in before is left as it is,
 * so that a run may be repeated, and goes on where one before it broke off. Memory does not follow the size of the source. The books
 * are right after every chunk.
 *
 * @throws NotASource where the source cannot be read, or another import runs
 */
export async function importNexa(
  ctx: CoreContext,
  source: ImportSource,
  options: ImportOptions,
): Promise<ImportSummary> {
  const report = createImportReport(options.onEntry);
  const run: ImportRun = { sourceName: options.sourceName, report, signal: options.signal };
  const done = await asOnlyImport(ctx, async () => {
    options.onStep?.("categories and plans");
    await importCategories(ctx, run, source);
    await importPlans(ctx, run, source, await plansSoldAsTopups(source));
    options.onStep?.("customers");
    await importCustomers(ctx, run, source);
    await createStaging(ctx);
    try {
      options.onStep?.("reading payments and plans on numbers");
      await stageSales(ctx, run, source);
      options.onStep?.("payments and plans on numbers");
      await importSales(ctx, run);
    } finally {
      await dropStaging(ctx);
    }
    const { counts } = report.summary();
    const after = { source: run.sourceName, counts };
    await withTransaction(ctx, (tx) => recordAudit(tx, { action: "imports.run", after }));
    return report.summary();
  });
  if (done === null) throw new NotASource("Another import runs on this database. Wait until it is done.");
  return done;
}

/** The backup does not say of a plan that it is a top-up; its payments do. */
async function plansSoldAsTopups(source: ImportSource): Promise<Set<string>> {
  const topups = new Set<string>();
  for await (const record of source.records("transactions")) {
    const planId = textOf(record, "plan_id");
    if (planId !== null && saleTypeOf(record) === "topup_purchase") topups.add(planId);
  }
  return topups;
}
