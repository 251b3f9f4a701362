import type { AdminRole, CoreError } from "@nexa/contracts";
import type { Actor } from "../context.ts";
import { type AccountKind, KINDS } from "./account-kind.ts";
import { identityErrors } from "./errors.ts";

/** Why an account in this status may not use its sessions or sign in; null where it may. */
export function refusalOf(kind: AccountKind, status: string): CoreError | null {
  if (KINDS[kind].openStatuses.includes(status)) return null;
  if (kind === "admin") return identityErrors.staffDisabled();
  return status === "suspended" ? identityErrors.accountSuspended() : identityErrors.sessionEnded();
}

/** The actor of a live session. Throws where the account's status does not allow it. */
export function actorOf(
  kind: AccountKind,
  session: { sessionId: string; userId: string; status: string; role: AdminRole | null },
): Actor {
  const refusal = refusalOf(kind, session.status);
  if (refusal) throw refusal;
  const { sessionId, userId, status, role } = session;
  if (kind === "customer") {
    return { kind, customerId: userId, sessionId, status: status === "active" ? "active" : "inactive" };
  }
  if (role === null) throw identityErrors.sessionEnded();
  return { kind, adminId: userId, sessionId, role };
}
