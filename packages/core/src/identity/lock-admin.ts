import { admins } from "@nexa/db";
import { and, asc, eq, or } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { AdminRow } from "./admin-view.ts";
import { identityErrors } from "./errors.ts";

/**
 * Locks a member of staff and, in id order, every active owner, so that two parallel changes cannot each leave the other's owner as
 * the last one. Answers the member and whether they are the last active owner. Throws `identity.staffNotFound`.
 */
export async function lockAdmin(tx: CoreContext, adminId: string): Promise<{ admin: AdminRow; isLastOwner: boolean }> {
  const rows = await tx.db.orm
    .select()
    .from(admins)
    .where(or(eq(admins.id, adminId), and(eq(admins.role, "owner"), eq(admins.status, "active"))))
    .orderBy(asc(admins.id))
    .for("update");
  const admin = rows.find((row) => row.id === adminId);
  if (!admin) throw identityErrors.staffNotFound();
  const owners = rows.filter((row) => row.role === "owner" && row.status === "active");
  return { admin, isLastOwner: owners.length === 1 && owners[0]?.id === adminId };
}
