import type { AdminCancelPostpaidOutput, ChangeActivationInput } from "@nexa/contracts";
import { postpaidActivations } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { getAdminActivation } from "./admin-activations.ts";
import { viewAdminBill } from "./billing/view-bills.ts";
import { cancelActivation } from "./cancel-activation.ts";
import { postpaidErrors } from "./errors.ts";
import { lockCustomer } from "./lock-buyer.ts";

/**
 * Staff end a customer's postpaid plan with a reason: the running cycle is billed at once, as when the customer cancels.
 *
 * @throws postpaid.notFound cancelled
 */
export async function adminCancelActivation(
  ctx: CoreContext<AdminActor>,
  { activationId, reason }: ChangeActivationInput,
): Promise<AdminCancelPostpaidOutput> {
  const bill = await withTransaction(ctx, async (tx) => {
    const [owner] = await tx.db.orm
      .select({ customerId: postpaidActivations.customerId })
      .from(postpaidActivations)
      .where(eq(postpaidActivations.id, activationId));
    if (!owner) throw postpaidErrors.notFound();
    await lockCustomer(tx, owner.customerId);
    const last = await cancelActivation(tx, { activationId, reason });
    await recordAudit(tx, {
      ...{ action: "postpaid.cancel", reason, subject: { kind: "activation", id: activationId } },
      after: { status: "cancelled", billId: last.id },
    });
    return last;
  });
  return { activation: await getAdminActivation(ctx, activationId), bill: await viewAdminBill(ctx, bill) };
}
