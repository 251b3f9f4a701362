import type { AdminActivation, ChangeActivationInput } from "@nexa/contracts";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { getAdminActivation } from "./admin-activations.ts";
import { postpaidErrors } from "./errors.ts";
import { lockActivation } from "./lock-activation.ts";
import type { ActivationRow } from "./rows.ts";

/** Changes the status of an activation under its lock, with the audit row. Throws `postpaid.notFound`, `cancelled`. */
export async function changeByStaff(
  ctx: CoreContext<AdminActor>,
  { activationId, reason }: ChangeActivationInput,
  action: string,
  apply: (tx: CoreContext<AdminActor>, before: ActivationRow) => Promise<ActivationRow>,
): Promise<AdminActivation> {
  await withTransaction(ctx, async (tx) => {
    const before = await lockActivation(tx, activationId);
    if (before.status === "cancelled") throw postpaidErrors.cancelled();
    const after = await apply(tx, before);
    await recordAudit(tx, {
      ...{ action, reason, subject: { kind: "activation", id: activationId } },
      ...{ before: statusOf(before), after: statusOf(after) },
    });
  });
  return getAdminActivation(ctx, activationId);
}

function statusOf({ status, suspendedFor, statusReason }: ActivationRow) {
  return { status, suspendedFor, statusReason };
}
