import { catalogVersion } from "@nexa/db";
import { eq, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { type Runtime, runtimeSlot } from "../runtime.ts";
import type { Catalog } from "./catalog.ts";
import { readCatalog, readCatalogVersion } from "./read-catalog.ts";

/** From this age on the version is compared again, while reads go on with what is held. */
const CHECK_AFTER_MS = 1_000;
/** From this age on a read waits for the comparison: what it gets is never older. */
const MAX_AGE_MS = 2_000;

const cache = runtimeSlot((runtime) => {
  let held: { catalog: Catalog; checkedAt: number } | undefined;
  let running: Promise<Catalog> | undefined;

  const refresh = async (): Promise<Catalog> => {
    if (held && held.catalog.version === (await readCatalogVersion(runtime.db))) return held.catalog;
    return readCatalog(runtime.db);
  };
  const startRefresh = (): Promise<Catalog> => {
    // Taken before the database is asked, so that the age is never understated.
    const checkedAt = performance.now();
    const run: Promise<Catalog> = refresh()
      .then((catalog) => {
        if (running === run) held = { catalog, checkedAt };
        return catalog;
      })
      .finally(() => {
        if (running === run) running = undefined;
      });
    running = run;
    return run;
  };
  runtime.onClose(async () => {
    await running?.catch(() => undefined);
  });

  return {
    get: async (): Promise<Catalog> => {
      const age = held ? performance.now() - held.checkedAt : Number.POSITIVE_INFINITY;
      if (held && age < CHECK_AFTER_MS) return held.catalog;
      const refreshed = running ?? startRefresh();
      if (!held || age >= MAX_AGE_MS) return refreshed;
      refreshed.catch((error: unknown) => {
        runtime.logger.warn({ err: error }, "the catalogue could not be compared; the next read waits for it");
      });
      return held.catalog;
    },
    forget: () => {
      held = undefined;
      running = undefined;
    },
  };
});

/**
 * The catalogue from this process's memory, at most two seconds old. A change anywhere is noticed by its version, which is
 * compared at most once a second by one caller at a time.
 */
export function getCatalog(ctx: CoreContext): Promise<Catalog> {
  return cache(ctx).get();
}

/** Makes this process read the catalogue again on the next use; called after a committed change. */
export function forgetCatalog(ctx: { readonly runtime: Runtime }): void {
  cache(ctx).forget();
}

/** Says in the running transaction that the catalogue changed. Call it last: writers queue on this row until commit. */
export async function bumpCatalogVersion(tx: CoreContext): Promise<void> {
  await tx.db.orm
    .update(catalogVersion)
    .set({ version: sql`${catalogVersion.version} + 1` })
    .where(eq(catalogVersion.id, 1));
}
