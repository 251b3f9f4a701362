import { lines, postpaidActivations, postpaidCycles } from "@nexa/db";
import { and, asc, eq, type SQL } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { ActivationRow, CycleRow } from "./rows.ts";

/** An activation with the number it is on and its open cycle; a cancelled one has none. */
export type FoundActivation = { activation: ActivationRow; phone: string; cycle: CycleRow | null };

/** The activations that satisfy `where`, oldest first, in one statement. */
export function findActivations(ctx: CoreContext, where: SQL | undefined): Promise<FoundActivation[]> {
  return ctx.db.orm
    .select({ activation: postpaidActivations, phone: lines.phone, cycle: postpaidCycles })
    .from(postpaidActivations)
    .innerJoin(lines, eq(lines.id, postpaidActivations.lineId))
    .leftJoin(
      postpaidCycles,
      and(eq(postpaidCycles.activationId, postpaidActivations.id), eq(postpaidCycles.status, "open")),
    )
    .where(where)
    .orderBy(asc(postpaidActivations.id));
}
