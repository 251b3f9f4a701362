import { ADMIN_ROLES, type AdminRole } from "./enums.ts";

/**
 * What each role of staff may do: the one table, which the server enforces and the console shows buttons by. Meaning of the permissions:
 * the roles table of the design's reference.
 */
export const PERMISSIONS = {
  staff: ADMIN_ROLES,
  "staff.manage": ["owner"],
  "settings.manage": ["owner"],
  // A manager sees and changes those of referrals; the verbs say so.
  "settings.change": ["owner", "manager"],
  "partners.manage": ["owner"],
  "catalog.read": ADMIN_ROLES,
  "catalog.write": ["owner", "manager"],
  "customers.read": ["owner", "manager", "finance", "support"],
  "customers.write": ["owner", "manager", "support"],
  "subscriptions.read": ["owner", "manager", "finance", "support"],
  "postpaid.read": ["owner", "manager", "finance", "support"],
  "postpaid.write": ["owner", "manager", "support"],
  "transactions.read": ["owner", "manager", "finance", "support"],
  "transactions.refund": ["owner", "finance"],
  "notifications.read": ["owner", "manager"],
  "notifications.manage": ["owner", "manager"],
  // Support sends to one customer at a time; the verb says so.
  "notifications.send": ["owner", "manager", "support"],
  "audit.read": ["owner", "manager", "finance"],
  "jobs.read": ["owner", "manager", "finance"],
  "jobs.run": ["owner"],
  "transactions.export": ["owner", "manager", "finance"],
  "analytics.read": ["owner", "manager", "finance"],
  "analytics.rebuild": ["owner"],
  "content.read": ["owner", "manager", "content"],
  "content.write": ["owner", "manager", "content"],
  "backups.manage": ["owner"],
  "backups.restore": ["owner"],
  // Each sees the kinds that their role may start.
  "tasks.read": ["owner", "manager", "finance"],
} as const satisfies Record<string, readonly AdminRole[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role has a permission. */
export function roleMay(role: AdminRole, permission: Permission): boolean {
  return PERMISSIONS[permission].some((each) => each === role);
}
