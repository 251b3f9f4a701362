import { postpaidSecondaries } from "@nexa/db";
import { and, asc, eq, gt, inArray, or } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { SecondaryRow } from "./rows.ts";

/** The numbers that share these activations or are asked to, requests that ran out left aside, in the order they were asked. */
export async function liveSecondariesOf(ctx: CoreContext, activationIds: readonly string[]): Promise<SecondaryRow[]> {
  if (activationIds.length === 0) return [];
  return ctx.db.orm
    .select()
    .from(postpaidSecondaries)
    .where(and(inArray(postpaidSecondaries.activationId, [...activationIds]), isLiveAt(ctx.clock.now())))
    .orderBy(asc(postpaidSecondaries.id));
}

/** Active, or asked and not run out at `now`. */
export function isLiveAt(now: Date) {
  return or(
    eq(postpaidSecondaries.status, "active"),
    and(eq(postpaidSecondaries.status, "requested"), gt(postpaidSecondaries.expiresAt, now)),
  );
}
