import type { Page } from "@nexa/contracts/paging";

const LIMIT = 500;

/** Reads a list to its end: for choices and calendars, which need all of what is bounded by nature. */
export async function allPages<T>(read: (page: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await read({ limit: LIMIT, ...(cursor !== null && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
