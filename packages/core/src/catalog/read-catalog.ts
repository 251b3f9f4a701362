import { catalogVersion, categories, type Database, inTransaction, offers, plans } from "@nexa/db";
import { asc, getTableColumns, isNull, sql } from "drizzle-orm";
import { type Catalog, catalogOf } from "./catalog.ts";

/** The catalogue's version now: one prepared look-up, cheap enough for once a second. */
export async function readCatalogVersion(db: Database): Promise<number> {
  const [row] = await db.query<{ version: number }>({
    name: "catalog_version",
    text: "select version from catalog_version",
  });
  return versionOf(row);
}

/** Reads the whole catalogue as of one instant. */
export function readCatalog(db: Database): Promise<Catalog> {
  return inTransaction(db, async (tx) => {
    await tx.orm.execute(sql`set transaction isolation level repeatable read, read only`);
    return loadCatalog(tx);
  });
}

/** The catalogue as the running transaction sees it; of one instant only where something keeps writers out. */
export async function loadCatalog({ orm }: Database): Promise<Catalog> {
  const [version] = await orm.select().from(catalogVersion);
  const { deletedAt: _categoryDeletedAt, ...categoryColumns } = getTableColumns(categories);
  const { search: _search, deletedAt: _planDeletedAt, ...planColumns } = getTableColumns(plans);
  const { deletedAt: _offerDeletedAt, ...offerColumns } = getTableColumns(offers);
  return catalogOf({
    version: versionOf(version),
    categories: await orm.select(categoryColumns).from(categories).where(isNull(categories.deletedAt)),
    plans: await orm.select(planColumns).from(plans).where(isNull(plans.deletedAt)).orderBy(asc(plans.id)),
    offers: await orm.select(offerColumns).from(offers).where(isNull(offers.deletedAt)).orderBy(asc(offers.id)),
  });
}

function versionOf(row: { version: number } | undefined): number {
  if (!row) throw new Error("the catalogue's version row is missing");
  return row.version;
}
