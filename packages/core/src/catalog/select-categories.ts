import type { ListCategoriesInput, Page } from "@nexa/contracts";
import type { Catalog, CatalogCategory } from "./catalog.ts";
import { type Order, pageInMemory } from "./page-in-memory.ts";

const BY_NAME: Order<CatalogCategory> = {
  name: "name",
  isDescending: false,
  keyOf: (category) => category.name.toLowerCase(),
  idOf: (category) => category.id,
};

/** A page of categories by name, each in the shape asked for. */
export function selectCategories<T>(
  catalog: Catalog,
  input: ListCategoriesInput,
  shape: (category: CatalogCategory) => T,
): Page<T> {
  const page = pageInMemory([...catalog.categories.values()], BY_NAME, input);
  return { items: page.items.map(shape), nextCursor: page.nextCursor };
}
