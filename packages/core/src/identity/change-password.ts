import type { ChangePasswordInput, DoneOutput } from "@nexa/contracts";
import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { KINDS } from "./account-kind.ts";
import { forgetUser } from "./actor-cache.ts";
import { endUserSessions } from "./end-user-sessions.ts";
import { identityErrors } from "./errors.ts";
import { consumeLimits, resetLimit } from "./limits.ts";
import type { UserRef } from "./open-session.ts";
import { hashPassword, verifyPassword } from "./password-hash.ts";
import { refuseCommonPassword } from "./password-policy.ts";
import { alertCustomer } from "./security-alert.ts";
import { type SignedInActor, userOf } from "./signed-in-user.ts";
import { endResetLinks } from "./store-password.ts";

/**
 * Changes the user's own password and ends all other sessions. Throws `identity.passwordWrong` (also where a parallel change was
 * first), `passwordCommon`, `tooManyTries`.
 */
export async function changePassword(ctx: CoreContext<SignedInActor>, input: ChangePasswordInput): Promise<DoneOutput> {
  const user = userOf(ctx.actor);
  refuseCommonPassword(input.newPassword);
  await consumeLimits(ctx, [["passwordChange", user.kind, user.userId]]);
  const old = await currentHash(ctx, user);
  if (!(await verifyPassword(ctx, old, input.currentPassword))) throw identityErrors.passwordWrong();
  const fresh = await hashPassword(ctx, input.newPassword);
  await withTransaction(ctx, async (tx) => {
    await replaceHash(tx, user, old, fresh);
    await endUserSessions(tx, user, ctx.actor.sessionId);
    await recordAudit(tx, { action: "identity.passwordChanged", subject: { kind: user.kind, id: user.userId } });
    if (user.kind === "admin") await endResetLinks(tx, user.userId);
    if (user.kind === "customer") await alertCustomer(tx, { customerId: user.userId, event: "password_changed" });
  });
  forgetUser(ctx, user);
  await resetLimit(ctx, ["passwordChange", user.kind, user.userId]);
  return { done: true };
}

async function currentHash(ctx: CoreContext, user: UserRef): Promise<string | null> {
  const [row] = await ctx.db.query<{ password_hash: string | null }>({
    text: `select password_hash from ${KINDS[user.kind].users} where id = $1`,
    values: [user.userId],
  });
  return row?.password_hash ?? null;
}

/** The old hash is the guard: of two parallel changes the second finds another hash than the one it verified. */
async function replaceHash(tx: CoreContext, user: UserRef, old: string | null, fresh: string): Promise<void> {
  const settled = user.kind === "admin" ? ", must_change_password = false" : "";
  const changed = await tx.db.query({
    text: `update ${KINDS[user.kind].users} set password_hash = $3, password_changed_at = $4, updated_at = $4${settled}
      where id = $1 and password_hash = $2 returning id`,
    values: [user.userId, old, fresh, tx.clock.now()],
  });
  if (changed.length === 0) throw identityErrors.passwordWrong();
}
