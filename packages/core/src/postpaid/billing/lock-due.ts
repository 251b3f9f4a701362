import { postpaidActivations, postpaidCycles } from "@nexa/db";
import { and, asc, eq, inArray, lte, notInArray } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import type { CycleToClose } from "./close-cycle.ts";

export type DueOptions = {
  limit: number;
  /** Left out of this run. */
  without: ReadonlySet<string>;
  /** Only these. */
  among?: readonly string[];
  /** Waits for those another transaction holds. */
  isPatient?: boolean;
};

/**
 * Locks open cycles whose end has passed, with their activations, the earliest end first. Those another transaction holds are passed
 * over: it is billing, paying or changing them, and the next run finds what is left.
 */
export async function lockDue(
  tx: CoreContext,
  { limit, without, among, isPatient = false }: DueOptions,
): Promise<CycleToClose[]> {
  const rows = await tx.db.orm
    .select({ activation: postpaidActivations, cycle: postpaidCycles })
    .from(postpaidCycles)
    .innerJoin(postpaidActivations, eq(postpaidActivations.id, postpaidCycles.activationId))
    .where(
      and(
        eq(postpaidCycles.status, "open"),
        lte(postpaidCycles.endsAt, tx.clock.now()),
        without.size > 0 ? notInArray(postpaidCycles.id, [...without]) : undefined,
        among ? inArray(postpaidCycles.id, [...among]) : undefined,
      ),
    )
    .orderBy(asc(postpaidCycles.endsAt), asc(postpaidCycles.id))
    .limit(limit)
    .for("no key update", isPatient ? {} : { skipLocked: true });
  return rows.map(({ activation, cycle }) => ({ activation, cycle, at: cycle.endsAt, isLast: false }));
}
