import type { CancelPostpaidInput, CancelPostpaidOutput } from "@nexa/contracts";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { getActivationView } from "./activation-views.ts";
import { viewBill } from "./billing/view-bills.ts";
import { cancelActivation } from "./cancel-activation.ts";
import { lockBuyer } from "./lock-buyer.ts";
import { selectActivation } from "./select-activation.ts";

/**
 * The customer ends a postpaid plan: the running cycle is billed at once with its whole price, secondary numbers leave, and the line is
 * free again. Bills stay to be paid. A suspended plan can be cancelled too.
 *
 * @throws postpaid.noActivation notFound nameActivation cancelled; request.accountInactive; identity.*
 */
export async function cancelPostpaid(
  ctx: CoreContext<CustomerActor>,
  input: CancelPostpaidInput,
): Promise<CancelPostpaidOutput> {
  const { activationId, bill } = await withTransaction(ctx, async (tx) => {
    await lockBuyer(tx);
    const { id } = await selectActivation(tx, input.activationId);
    return { activationId: id, bill: await cancelActivation(tx, { activationId: id, reason: null }) };
  });
  return { activation: await getActivationView(ctx, activationId), bill: await viewBill(ctx, bill) };
}
