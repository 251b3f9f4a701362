import { linkedAccounts } from "@nexa/db";
import { and, eq, inArray, type SQL } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

/** Ends every link to a line and every request for one, as when the number is released. Hold the line's row lock, so that none is added meanwhile. */
export function endLinksOfLine(tx: CoreContext, lineId: string): Promise<void> {
  return endLinks(tx, eq(linkedAccounts.lineId, lineId));
}

/** Ends every link the customer made, as when the account closes. Hold the customer's row lock. Links to the customer's lines end with the lines. */
export function endLinksOfCustomer(tx: CoreContext, customerId: string): Promise<void> {
  return endLinks(tx, eq(linkedAccounts.customerId, customerId));
}

/** Ends the customer's link to a line that becomes their own. Hold the line's row lock. */
export function endLinkToOwnLine(tx: CoreContext, own: { customerId: string; lineId: string }): Promise<void> {
  return endLinks(tx, and(eq(linkedAccounts.customerId, own.customerId), eq(linkedAccounts.lineId, own.lineId)));
}

async function endLinks(tx: CoreContext, where: SQL | undefined): Promise<void> {
  const { orm } = tx.db;
  const live = and(where, inArray(linkedAccounts.status, ["requested", "linked"]));
  // Rows are locked in one order, since two of these may meet on the same links.
  const held = orm.select({ id: linkedAccounts.id }).from(linkedAccounts).where(live).orderBy(linkedAccounts.id);
  const found = await held.for("update");
  if (found.length === 0) return;
  const ids = found.map((link) => link.id);
  const ended = { status: "removed", endedAt: tx.clock.now(), endedBy: "system" } as const;
  await orm.update(linkedAccounts).set(ended).where(inArray(linkedAccounts.id, ids));
}
