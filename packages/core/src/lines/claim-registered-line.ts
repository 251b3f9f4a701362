import { newId } from "@nexa/contracts";
import { customers, lineOwnerships, lines } from "@nexa/db";
import { eq, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { endLinkToOwnLine } from "../linked-accounts/index.ts";
import { ensureLine } from "./ensure-line.ts";
import { linesErrors } from "./errors.ts";

/**
 * Makes the customer the owner of a verified number's line: a new line, or one that nobody owned (others may have recharged it). Runs in the
 * caller's transaction and locks the line. Throws `lines.ownedByOther` where someone else owns it.
 */
export async function claimRegisteredLine(
  tx: CoreContext,
  input: { customerId: string; phone: string },
): Promise<{ lineId: string }> {
  const { orm } = tx.db;
  const now = tx.clock.now();
  const line = await ensureLine(tx, input.phone);
  if (line.ownerId === input.customerId) return { lineId: line.id };
  if (line.ownerId !== null) throw linesErrors.ownedByOther();

  await orm.update(lines).set({ ownerId: input.customerId }).where(eq(lines.id, line.id));
  await orm
    .insert(lineOwnerships)
    .values({ id: newId(now), lineId: line.id, customerId: input.customerId, since: now });
  await endLinkToOwnLine(tx, { customerId: input.customerId, lineId: line.id });
  if (line.baseEndsAt !== null) {
    // Inactivity is derived from this column, and the line may bring a plan that others paid for.
    await orm
      .update(customers)
      .set({ lastActivePlanAt: sql`greatest(${customers.lastActivePlanAt}, ${line.baseEndsAt})` })
      .where(eq(customers.id, input.customerId));
  }
  return { lineId: line.id };
}
