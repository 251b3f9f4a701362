import type { SecondaryIdInput, SecondaryNumber } from "@nexa/contracts";
import { postpaidSecondaries } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { postpaidErrors } from "./errors.ts";
import { endLive } from "./remove-secondary-number.ts";
import { toSecondary } from "./shapes.ts";

/**
 * Staff remove a number from a postpaid plan, or take back a request. A number that had joined is free again.
 *
 * @throws postpaid.secondaryNotFound secondaryEnded
 */
export async function adminRemoveSecondary(
  ctx: CoreContext<AdminActor>,
  { secondaryId }: SecondaryIdInput,
): Promise<SecondaryNumber> {
  const ended = await withTransaction(ctx, async (tx) => {
    const [found] = await tx.db.orm.select().from(postpaidSecondaries).where(eq(postpaidSecondaries.id, secondaryId));
    if (!found) throw postpaidErrors.secondaryNotFound();
    const row = await endLive(tx, found, { isHolder: false, reason: "removed by staff" });
    await recordAudit(tx, {
      ...{ action: "postpaid.removeSecondary", subject: { kind: "secondary", id: secondaryId } },
      ...{ before: { status: found.status, activationId: found.activationId }, after: { status: row.status } },
    });
    return row;
  });
  return toSecondary(ended, ctx.clock.now());
}
