import type { AdminActivation, ChangeActivationInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeByStaff } from "./change-by-staff.ts";
import { postpaidErrors } from "./errors.ts";
import { restoreActivation } from "./restore-activation.ts";

/**
 * Staff restore a suspended postpaid plan, whatever it was suspended for. A bill that is overdue stays so.
 *
 * @throws postpaid.notFound cancelled notSuspended
 */
export function adminRestoreActivation(
  ctx: CoreContext<AdminActor>,
  input: ChangeActivationInput,
): Promise<AdminActivation> {
  return changeByStaff(ctx, input, "postpaid.restore", async (tx, before) => {
    if (before.status !== "suspended") throw postpaidErrors.notSuspended();
    return restoreActivation(tx, before, { kind: "staff", reason: input.reason });
  });
}
