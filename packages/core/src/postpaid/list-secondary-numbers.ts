import type { ListSecondaryNumbersInput, ListSecondaryNumbersOutput } from "@nexa/contracts";
import { customers, lineOwnerships, lines, postpaidActivations, postpaidSecondaries } from "@nexa/db";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { postpaidErrors } from "./errors.ts";
import { isLiveAt, liveSecondariesOf } from "./live-secondaries.ts";
import { findOwnActivation } from "./select-activation.ts";
import { toSecondary } from "./shapes.ts";

/**
 * The numbers that share the customer's plan or are asked to, and the customer's own numbers on other people's plans.
 *
 * @throws postpaid.notFound nameActivation
 */
export async function listSecondaryNumbers(
  ctx: CoreContext<CustomerActor>,
  input: ListSecondaryNumbersInput,
): Promise<ListSecondaryNumbersOutput> {
  const now = ctx.clock.now();
  const activation = await findOwnActivation(ctx, input.activationId);
  if (!activation && input.activationId !== undefined) throw postpaidErrors.notFound();
  const own = activation ? await liveSecondariesOf(ctx, [activation.id]) : [];
  const shared = await sharedWith(ctx, ctx.actor.customerId);
  return {
    items: own.map((row) => toSecondary(row, now)),
    maxSecondaryNumbers: activation?.terms.maxSecondaryNumbers ?? 0,
    sharedWithMe: shared.map(({ secondary, ownerName, activation: of }) => ({
      ...{ ...toSecondary(secondary, now), label: null },
      ...{ ownerName, planName: of.terms.planName },
    })),
  };
}

/** The customer's lines on other people's plans, asked or joined, with since when the customer has the line. */
export function sharedWith(ctx: CoreContext, customerId: string) {
  return ctx.db.orm
    .select({
      secondary: postpaidSecondaries,
      activation: postpaidActivations,
      ownerName: customers.fullName,
      since: lineOwnerships.since,
    })
    .from(postpaidSecondaries)
    .innerJoin(lines, and(eq(lines.id, postpaidSecondaries.lineId), isNull(lines.releasedAt)))
    .innerJoin(lineOwnerships, and(eq(lineOwnerships.lineId, lines.id), isNull(lineOwnerships.until)))
    .innerJoin(postpaidActivations, eq(postpaidActivations.id, postpaidSecondaries.activationId))
    .innerJoin(customers, eq(customers.id, postpaidActivations.customerId))
    .where(and(eq(lines.ownerId, customerId), isLiveAt(ctx.clock.now())))
    .orderBy(asc(postpaidSecondaries.id));
}
