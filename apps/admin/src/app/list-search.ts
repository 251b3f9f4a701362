/** A filter of a list: the values it may have, or `text` for any. */
type Filters = Record<string, readonly string[] | "text">;
type Filtered<F extends Filters> = { [K in keyof F]?: F[K] extends readonly (infer Value)[] ? Value : string };

/** What the address of every list says: where the page starts, its order, and which row is open beside it. */
type Place = { after?: string; sort?: string; open?: string };
export type ListSearch<F extends Filters> = Filtered<F> & Place;

const PLACE = { after: "text", sort: "text", open: "text" } as const;

/**
 * Reads the address of a list; what is not known is left out. For a route's `validateSearch`.
 *
 * @example validateSearch: listSearch({ search: "text", status: TRANSACTION_STATUSES, sort: ["newest", "oldest"] })
 */
export function listSearch<const F extends Filters>(filters: F): (search: Record<string, unknown>) => ListSearch<F> {
  const known = Object.entries<readonly string[] | "text">({ ...PLACE, ...filters });
  return (search) => {
    const read = known.flatMap(([name, allowed]) => {
      const value = search[name];
      if (value === undefined || value === null || value === "") return [];
      // The router reads digits alone as a number.
      const text = String(value);
      return allowed === "text" || allowed.includes(text) ? [[name, text]] : [];
    });
    return Object.fromEntries(read) as ListSearch<F>;
  };
}
