import { postpaidActivations, postpaidCycles } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { postpaidErrors } from "./errors.ts";
import type { ActivationRow, CycleRow } from "./rows.ts";

/**
 * An activation under its row lock, in the caller's transaction. Everything that changes an activation, its cycles, add-ons or
 * secondary numbers holds it: after the customer, before cycle, line and bill. Throws `postpaid.notFound`.
 */
export async function lockActivation(tx: CoreContext, activationId: string): Promise<ActivationRow> {
  const [row] = await tx.db.orm
    .select()
    .from(postpaidActivations)
    .where(eq(postpaidActivations.id, activationId))
    .for("no key update");
  if (!row) throw postpaidErrors.notFound();
  return row;
}

/** The open cycle of an activation under its row lock, or null. Lock the activation first. */
export async function lockOpenCycle(tx: CoreContext, activationId: string): Promise<CycleRow | null> {
  const [row] = await tx.db.orm
    .select()
    .from(postpaidCycles)
    .where(and(eq(postpaidCycles.activationId, activationId), eq(postpaidCycles.status, "open")))
    .for("no key update");
  return row ?? null;
}
