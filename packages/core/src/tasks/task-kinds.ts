import { type AdminRole, roleMay, type TaskKind } from "@nexa/contracts";

/** The job that does the work of each kind; its worker is woken by the same name. */
export const TASK_JOBS = {
  transaction_export: "transactions.export",
  backup: "backups.backUp",
  restore: "backups.restore",
  analytics_rebuild: "analytics.rebuild",
} as const satisfies Record<TaskKind, string>;

/** Whoever may start a kind of work may follow and stop it. */
const TASK_PERMISSIONS = {
  transaction_export: "transactions.export",
  backup: "backups.manage",
  restore: "backups.restore",
  analytics_rebuild: "analytics.rebuild",
} as const;

export function kindsFor(role: AdminRole): TaskKind[] {
  const kinds = Object.keys(TASK_PERMISSIONS) as TaskKind[];
  return kinds.filter((kind) => roleMay(role, TASK_PERMISSIONS[kind]));
}
