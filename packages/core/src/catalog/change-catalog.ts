import { violatedConstraint } from "@nexa/db";
import { type CoreContext, withTransaction } from "../context.ts";
import type { Catalog } from "./catalog.ts";
import { catalogErrors } from "./errors.ts";
import { bumpCatalogVersion, forgetCatalog } from "./get-catalog.ts";
import { loadCatalog } from "./read-catalog.ts";

/**
 * Runs one change of the catalogue: the work, the new version and the audit row commit together, after which this process reads
 * the catalogue anew. Answers what the work returned with the catalogue as the change left it.
 * Throws `catalog.categoryNameTaken` and `catalog.planNameTaken`.
 */
export async function changeCatalog<T>(
  ctx: CoreContext,
  work: (tx: CoreContext) => Promise<T>,
): Promise<{ result: T; catalog: Catalog }> {
  const changed = await withTransaction(ctx, async (tx) => {
    const result = await work(tx);
    await bumpCatalogVersion(tx);
    // The version row is ours until commit, so nobody else's change can mix in.
    return { result, catalog: await loadCatalog(tx.db) };
  }).catch((error: unknown) => {
    throw nameTaken(error) ?? error;
  });
  forgetCatalog(ctx);
  return changed;
}

function nameTaken(error: unknown): Error | null {
  switch (violatedConstraint(error)) {
    case "categories_name_idx":
      return catalogErrors.categoryNameTaken({ fields: [{ path: "name", message: "is used by another category" }] });
    case "plans_name_idx":
      return catalogErrors.planNameTaken({ fields: [{ path: "name", message: "is used by another plan" }] });
    default:
      return null;
  }
}
