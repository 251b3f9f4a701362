import type { Admin, UpdateAdminInput } from "@nexa/contracts";
import { admins } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { maskName } from "../referrals/index.ts";
import { forgetUser } from "./actor-cache.ts";
import { toAdmin } from "./admin-view.ts";
import { identityErrors } from "./errors.ts";
import { lockAdmin } from "./lock-admin.ts";

/** Changes name or role of a member of staff; what is so already changes nothing. Throws `identity.staffNotFound`, `lastOwner`. */
export async function updateAdmin(ctx: CoreContext<AdminActor>, input: UpdateAdminInput): Promise<Admin> {
  const { adminId } = input;
  const changed = await withTransaction(ctx, async (tx) => {
    const { admin, isLastOwner } = await lockAdmin(tx, adminId);
    const { fullName = admin.fullName, role = admin.role } = input;
    if (isLastOwner && role !== "owner") throw identityErrors.lastOwner();
    if (fullName === admin.fullName && role === admin.role) return toAdmin(admin);
    const [row] = await tx.db.orm
      .update(admins)
      .set({ fullName, role, updatedAt: tx.clock.now() })
      .where(eq(admins.id, adminId))
      .returning();
    if (!row) throw identityErrors.staffNotFound();
    await recordAudit(tx, {
      action: "identity.updateAdmin",
      subject: { kind: "admin", id: adminId },
      before: { fullName: maskName(admin.fullName), role: admin.role },
      after: { fullName: maskName(fullName), role },
    });
    return toAdmin(row);
  });
  forgetUser(ctx, { kind: "admin", userId: adminId });
  return changed;
}
