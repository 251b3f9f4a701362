import { postpaidActivations } from "@nexa/db";
import { and, asc, eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { postpaidErrors } from "./errors.ts";
import type { ActivationRow } from "./rows.ts";

/**
 * The signed-in customer's activation: the one named, or the single one. Without a name those that are not cancelled are looked at,
 * and cancelled ones only where there is no other. It is not locked, and may be cancelled or suspended.
 *
 * @throws postpaid.notFound noActivation nameActivation
 */
export async function selectActivation(
  ctx: CoreContext<CustomerActor>,
  activationId?: string | undefined,
): Promise<ActivationRow> {
  const found = await findOwnActivation(ctx, activationId);
  if (found) return found;
  throw activationId === undefined ? postpaidErrors.noActivation() : postpaidErrors.notFound();
}

/** Like `selectActivation`, but null where the customer has none, or none of this id. Throws `postpaid.nameActivation`. */
export async function findOwnActivation(
  ctx: CoreContext<CustomerActor>,
  activationId?: string | undefined,
): Promise<ActivationRow | null> {
  const own = await ctx.db.orm
    .select()
    .from(postpaidActivations)
    .where(
      and(
        eq(postpaidActivations.customerId, ctx.actor.customerId),
        activationId === undefined ? undefined : eq(postpaidActivations.id, activationId),
      ),
    )
    .orderBy(asc(postpaidActivations.id));
  const live = own.filter((row) => row.status !== "cancelled");
  const [first, ...others] = live.length > 0 ? live : own;
  if (!first) return null;
  if (others.length > 0) throw postpaidErrors.nameActivation({ activationIds: [first, ...others].map(({ id }) => id) });
  return first;
}
