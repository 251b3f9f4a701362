import type { AdminIdInput, AdminResetLink } from "@nexa/contracts";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { identityErrors } from "./errors.ts";
import { lockAdmin } from "./lock-admin.ts";
import { makeResetLink } from "./reset-link.ts";

/**
 * Makes a one-time link by which a colleague sets a new password: shown this once, the colleague's password stays unknown and good until the
 * link is used. Throws `identity.staffNotFound`, `ownResetLink`, `resetOfDisabled`.
 */
export async function issueAdminResetLink(ctx: CoreContext<AdminActor>, input: AdminIdInput): Promise<AdminResetLink> {
  const { adminId } = input;
  if (adminId === ctx.actor.adminId) throw identityErrors.ownResetLink();
  return withTransaction(ctx, async (tx) => {
    const { admin } = await lockAdmin(tx, adminId);
    if (admin.status !== "active") throw identityErrors.resetOfDisabled();
    const made = await makeResetLink(tx, adminId);
    const after = { expiresAt: made.expiresAt };
    await recordAudit(tx, { action: "identity.issueAdminResetLink", subject: { kind: "admin", id: adminId }, after });
    return made;
  });
}
