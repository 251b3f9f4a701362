import { lines, postpaidActivations, postpaidSecondaries } from "@nexa/db";
import { and, eq, isNull, or } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { postpaidErrors } from "./errors.ts";
import type { SecondaryRow } from "./rows.ts";

/** A secondary number the caller may see, as owner of the plan or as who holds the number. */
export type SeenSecondary = {
  secondary: SecondaryRow;
  side: "owner" | "holder";
  /** The plan's owner. */
  ownerId: string;
  holderId: string | null;
};

/**
 * A secondary number by id, for the owner of the plan and the holder of the number. Whoever took the number over later sees nothing of
 * what had ended before: only a number that is asked or joined has a holder's side.
 *
 * @throws postpaid.secondaryNotFound
 */
export async function seeSecondary(ctx: CoreContext<CustomerActor>, secondaryId: string): Promise<SeenSecondary> {
  const { customerId } = ctx.actor;
  const [found] = await ctx.db.orm
    .select({ secondary: postpaidSecondaries, ownerId: postpaidActivations.customerId, holderId: lines.ownerId })
    .from(postpaidSecondaries)
    .innerJoin(postpaidActivations, eq(postpaidActivations.id, postpaidSecondaries.activationId))
    .leftJoin(lines, and(eq(lines.id, postpaidSecondaries.lineId), isNull(lines.releasedAt)))
    .where(
      and(
        eq(postpaidSecondaries.id, secondaryId),
        or(eq(postpaidActivations.customerId, customerId), eq(lines.ownerId, customerId)),
      ),
    );
  if (!found) throw postpaidErrors.secondaryNotFound();
  const side = found.ownerId === customerId ? "owner" : "holder";
  const isLive = found.secondary.status === "requested" || found.secondary.status === "active";
  if (side === "holder" && !isLive) throw postpaidErrors.secondaryNotFound();
  return { ...found, side };
}
