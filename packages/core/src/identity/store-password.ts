import type { CoreContext } from "../context.ts";
import { KINDS } from "./account-kind.ts";
import { endUserSessions } from "./end-user-sessions.ts";
import type { UserRef } from "./open-session.ts";

/**
 * Gives a user a new password's hash and ends all their sessions, in the caller's transaction. Of staff it also ends every reset link and
 * the wish that they change their first password. Call `forgetUser` once it has committed.
 */
export async function storePassword(tx: CoreContext, user: UserRef, passwordHash: string): Promise<void> {
  const settled = user.kind === "admin" ? ", must_change_password = false" : "";
  await tx.db.query({
    text: `update ${KINDS[user.kind].users} set password_hash = $2, password_changed_at = $3, updated_at = $3${settled} where id = $1`,
    values: [user.userId, passwordHash, tx.clock.now()],
  });
  await endUserSessions(tx, user);
  if (user.kind === "admin") await endResetLinks(tx, user.userId);
}

/** Makes the links that a member of staff has not used yet good for nothing. */
export async function endResetLinks(tx: CoreContext, adminId: string): Promise<void> {
  await tx.db.query({
    text: "update admin_reset_tokens set used_at = $2 where admin_id = $1 and used_at is null",
    values: [adminId, tx.clock.now()],
  });
}
