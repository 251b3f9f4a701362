import type { DoneOutput, LineIdInput } from "@nexa/contracts";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { alertCustomer } from "../identity/index.ts";
import { lockPlansOfLine } from "../subscriptions/index.ts";
import { linesErrors } from "./errors.ts";
import { getOwnedLine } from "./get-owned-line.ts";
import { releaseLine } from "./release-line.ts";

/**
 * Gives up one of the signed-in customer's numbers on which nothing runs. Throws `lines.notFound`, `registered`, `postpaid`,
 * `sharesPlan`, `inUse`, `paymentPending`.
 */
export async function giveUpLine(ctx: CoreContext<CustomerActor>, input: LineIdInput): Promise<DoneOutput> {
  const { customerId } = ctx.actor;
  await withTransaction(ctx, async (tx) => {
    const { phone } = await getOwnedLine(tx, { lineId: input.lineId });
    const { running, waiting } = await lockPlansOfLine(tx, input.lineId);
    // Read again under the lock: the number may have changed hands or use while it was waited for.
    const line = await getOwnedLine(tx, { lineId: input.lineId });
    if (line.isRegistered) throw linesErrors.registered();
    if (line.mode === "postpaid") throw linesErrors.postpaid();
    if (line.mode === "postpaid_secondary") throw linesErrors.sharesPlan();
    if (running.length + waiting.length > 0) throw linesErrors.inUse();
    if (await isBeingPaidFor(tx, { lineId: line.id, phone })) throw linesErrors.paymentPending();
    await alertCustomer(tx, { customerId, event: "line_removed" });
    await releaseLine(tx, line.id);
  });
  return { done: true };
}

/** Whether a recharge of the number is under way, whoever pays it; the first one of a number has no line yet. */
async function isBeingPaidFor(tx: CoreContext, { lineId, phone }: { lineId: string; phone: string }): Promise<boolean> {
  const rows = await tx.db.query({
    text: `select 1 from transactions where line_id = $1 and status = 'pending'
      union all select 1 from transactions where line_id is null and recipient_phone = $2 and status = 'pending' limit 1`,
    values: [lineId, phone],
  });
  return rows.length > 0;
}
