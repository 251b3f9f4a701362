import type { AdminActivation, ChangeActivationInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeByStaff } from "./change-by-staff.ts";
import { postpaidErrors } from "./errors.ts";
import { suspendActivation } from "./suspend-activation.ts";

/**
 * Staff suspend a postpaid plan with a reason: nothing can be added to it, and only staff restore it. It also takes over from a
 * suspension for an overdue bill.
 *
 * @throws postpaid.notFound cancelled alreadySuspended
 */
export function adminSuspendActivation(
  ctx: CoreContext<AdminActor>,
  input: ChangeActivationInput,
): Promise<AdminActivation> {
  return changeByStaff(ctx, input, "postpaid.suspend", async (tx, before) => {
    if (before.suspendedFor === "staff") throw postpaidErrors.alreadySuspended();
    return suspendActivation(tx, before, { for: "staff", reason: input.reason });
  });
}
