import type { Admin, AdminStatus } from "@nexa/contracts";
import { admins } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { forgetUser } from "./actor-cache.ts";
import { toAdmin } from "./admin-view.ts";
import { endUserSessions } from "./end-user-sessions.ts";
import { identityErrors } from "./errors.ts";
import { lockAdmin } from "./lock-admin.ts";
import { endResetLinks } from "./store-password.ts";

/** Enables or disables a member of staff; asking for what is so already changes nothing. */
export async function setAdminStatus(
  ctx: CoreContext<AdminActor>,
  adminId: string,
  status: AdminStatus,
): Promise<Admin> {
  const user = { kind: "admin", userId: adminId } as const;
  const changed = await withTransaction(ctx, async (tx) => {
    const { admin, isLastOwner } = await lockAdmin(tx, adminId);
    if (admin.status === status) return toAdmin(admin);
    if (isLastOwner && status === "disabled") throw identityErrors.lastOwner();
    const [row] = await tx.db.orm
      .update(admins)
      .set({ status, updatedAt: tx.clock.now() })
      .where(eq(admins.id, adminId))
      .returning();
    if (!row) throw identityErrors.staffNotFound();
    if (status === "disabled") {
      await endUserSessions(tx, user);
      // A link that was on its way must not open the account once it is enabled again.
      await endResetLinks(tx, adminId);
    }
    await recordAudit(tx, {
      action: status === "disabled" ? "identity.disableAdmin" : "identity.enableAdmin",
      subject: { kind: "admin", id: adminId },
      before: { status: admin.status },
      after: { status },
    });
    return toAdmin(row);
  });
  forgetUser(ctx, user);
  return changed;
}
