import { lines, linkedAccounts } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

export type LinkedLine = { linkedAccountId: string; lineId: string };

/**
 * The line of a number (E.164) that the customer has linked with its holder's consent, or null. It goes by the line, so a number that
 * was given to someone else is not linked any more.
 */
export async function linkedLine(
  ctx: CoreContext,
  wanted: { customerId: string; phone: string },
): Promise<LinkedLine | null> {
  const [link] = await ctx.db.orm
    .select({ linkedAccountId: linkedAccounts.id, lineId: lines.id })
    .from(lines)
    .innerJoin(linkedAccounts, eq(linkedAccounts.lineId, lines.id))
    .where(
      and(
        eq(lines.phone, wanted.phone),
        isNull(lines.releasedAt),
        eq(linkedAccounts.customerId, wanted.customerId),
        eq(linkedAccounts.status, "linked"),
      ),
    );
  return link ?? null;
}
