import type { GetActivationInput, GetActivationOutput } from "@nexa/contracts";
import { postpaidActivations } from "@nexa/db";
import { and, eq, ne } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { viewActivations } from "./activation-views.ts";
import { postpaidErrors } from "./errors.ts";
import { findActivations } from "./find-activations.ts";

/**
 * The customer's activations that are not cancelled, or the one named, whatever its status.
 *
 * @throws postpaid.notFound for one that is not the customer's.
 */
export async function getActivation(
  ctx: CoreContext<CustomerActor>,
  input: GetActivationInput,
): Promise<GetActivationOutput> {
  const isWanted =
    input.activationId === undefined
      ? ne(postpaidActivations.status, "cancelled")
      : eq(postpaidActivations.id, input.activationId);
  const found = await findActivations(ctx, and(eq(postpaidActivations.customerId, ctx.actor.customerId), isWanted));
  if (found.length === 0 && input.activationId !== undefined) throw postpaidErrors.notFound();
  return { items: await viewActivations(ctx, found) };
}
