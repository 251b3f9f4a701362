import { lines, postpaidSecondaries } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { LineRow } from "../lines/index.ts";
import { postpaidErrors } from "./errors.ts";
import { lockActivation } from "./lock-activation.ts";
import { lockLines } from "./lock-lines.ts";
import type { ActivationRow, SecondaryRow } from "./rows.ts";

export type LockedSecondary = { activation: ActivationRow; line: LineRow; secondary: SecondaryRow };

/** A secondary number as it is under the locks that guard it: its activation's, then its line's. Throws `postpaid.secondaryNotFound`. */
export async function lockSecondary(
  tx: CoreContext,
  at: Pick<SecondaryRow, "id" | "activationId" | "lineId">,
): Promise<LockedSecondary> {
  const activation = await lockActivation(tx, at.activationId);
  const [line] = await lockLines(tx, [at.lineId]);
  const [secondary] = await tx.db.orm.select().from(postpaidSecondaries).where(eq(postpaidSecondaries.id, at.id));
  if (!line || !secondary) throw postpaidErrors.secondaryNotFound();
  return { activation, line, secondary };
}

/** Ends a secondary number that the caller has locked; one that had joined leaves its line idle. */
export async function endSecondary(
  tx: CoreContext,
  { secondary, line }: LockedSecondary,
  status: "removed" | "declined" | "expired",
): Promise<SecondaryRow> {
  const [ended] = await tx.db.orm
    .update(postpaidSecondaries)
    .set({ status, endedAt: tx.clock.now() })
    .where(eq(postpaidSecondaries.id, secondary.id))
    .returning();
  if (!ended) throw new Error(`secondary number ${secondary.id} is gone`);
  if (secondary.status === "active") {
    await tx.db.orm.update(lines).set({ mode: "idle" }).where(eq(lines.id, line.id));
  }
  return ended;
}
