import { decodeCursor, Id } from "@nexa/contracts";
import { linkedAccounts } from "@nexa/db";
import { lt, type SQL } from "drizzle-orm";
import { requestErrors } from "../trpc/errors.ts";

/** Links before a page's cursor, in lists that go from the newest to the oldest. Throws `request.badCursor`. */
export function beforeLink(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const id = Id.safeParse(decodeCursor(cursor, 1)?.[0]);
  if (!id.success) throw requestErrors.badCursor();
  return lt(linkedAccounts.id, id.data);
}
