import type { DoneOutput, ResetAdminPasswordInput } from "@nexa/contracts";
import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { forgetUser } from "./actor-cache.ts";
import { identityErrors } from "./errors.ts";
import { addressOf, consumeLimits, resetLimit } from "./limits.ts";
import { hashPassword } from "./password-hash.ts";
import { refuseCommonPassword } from "./password-policy.ts";
import { resetTokenHash } from "./reset-link.ts";
import { storePassword } from "./store-password.ts";

/**
 * Sets a member of staff's password anew with a one-time link, and ends all their sessions and other links. Throws
 * `identity.resetLinkInvalid`, `passwordCommon`, `tooManyTries`.
 */
export async function resetAdminPassword(ctx: CoreContext, input: ResetAdminPasswordInput): Promise<DoneOutput> {
  refuseCommonPassword(input.newPassword);
  await consumeLimits(ctx, [["resetAddress", addressOf(ctx)]]);
  const tokenHash = resetTokenHash(input.token);
  await refuseDeadLink(ctx, tokenHash);
  const passwordHash = await hashPassword(ctx, input.newPassword);
  const { adminId, email } = await withTransaction(ctx, async (tx) => {
    const admin = await useLink(tx, tokenHash);
    await storePassword(tx, { kind: "admin", userId: admin.adminId }, passwordHash);
    await recordAudit(tx, { action: "identity.passwordReset", subject: { kind: "admin", id: admin.adminId } });
    return admin;
  });
  forgetUser(ctx, { kind: "admin", userId: adminId });
  await resetLimit(ctx, ["signInPair", "admin", email, addressOf(ctx)]);
  return { done: true };
}

/** Before the password is hashed, which costs much, for a stranger's guess. */
async function refuseDeadLink(ctx: CoreContext, tokenHash: string): Promise<void> {
  const rows = await ctx.db.query({
    text: "select 1 from admin_reset_tokens where token_hash = $1 and used_at is null and expires_at > $2",
    values: [tokenHash, ctx.clock.now()],
  });
  if (rows.length === 0) throw identityErrors.resetLinkInvalid();
}

/** Uses the link up under locks on account and link: of two parallel uses one finds it used. */
async function useLink(tx: CoreContext, tokenHash: string): Promise<{ adminId: string; email: string }> {
  const [admin] = await tx.db.query<{ id: string; email: string }>({
    text: `select id, email from admins where status = 'active' and id = (
      select admin_id from admin_reset_tokens where token_hash = $1) for no key update`,
    values: [tokenHash],
  });
  const used = await tx.db.query({
    text: `update admin_reset_tokens set used_at = $2
      where token_hash = $1 and used_at is null and expires_at > $2 returning 1`,
    values: [tokenHash, tx.clock.now()],
  });
  if (!admin || used.length === 0) throw identityErrors.resetLinkInvalid();
  return { adminId: admin.id, email: admin.email };
}
