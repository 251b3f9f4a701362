import type { Admin } from "@nexa/contracts";
import type { admins } from "@nexa/db";

export type AdminRow = typeof admins.$inferSelect;

/** A member of staff as callers see them: no hash. */
export function toAdmin(row: AdminRow): Admin {
  return {
    id: row.id,
    email: row.email,
    fullName: row.fullName,
    role: row.role,
    status: row.status,
    mustChangePassword: row.mustChangePassword,
    createdAt: row.createdAt.toISOString(),
  };
}
