/** What the address of the family screen says: a form or a number that is open. */
export type FamilySearch = { add?: true; link?: string };

export function readFamilySearch(search: Record<string, unknown>): FamilySearch {
  return {
    ...((search.add === true || search.add === "true") && { add: true as const }),
    ...(typeof search.link === "string" && { link: search.link }),
  };
}
