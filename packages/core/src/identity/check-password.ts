import { recordAudit } from "../audit/index.ts";
import type { CoreContext } from "../context.ts";
import { refusalOf } from "./account-access.ts";
import { type AccountKind, KINDS } from "./account-kind.ts";
import { identityErrors } from "./errors.ts";
import type { VerifiedUser } from "./open-session.ts";
import { hashPassword, isOutdatedHash, verifyPassword } from "./password-hash.ts";
import { guardSignIn } from "./sign-in-guard.ts";

type Attempt = {
  kind: AccountKind;
  /** E.164 or e-mail: what the limits count by. */
  login: string;
  /** For the audit log. */
  maskedLogin: string | null;
  account: { id: string; passwordHash: string | null; passwordChangedAt: Date | null; status: string } | null;
  password: string;
};

/**
 * The account behind right sign-in details. Unknown accounts and wrong passwords take the same time, leave the same audit row and get the
 * same answer; what is wrong with the account itself is said only to someone who knows the password.
 */
export async function checkPassword(ctx: CoreContext, attempt: Attempt): Promise<VerifiedUser> {
  const { kind, login, account, password } = attempt;
  const passwordHash = account?.passwordHash ?? null;
  const isRight = await guardSignIn(ctx, { kind, login, userId: account?.id ?? null }, () =>
    verifyPassword(ctx, passwordHash, password),
  );
  if (!isRight || account === null || passwordHash === null) {
    await recordAudit(ctx, {
      action: "identity.signInFailed",
      ...(account ? { subject: { kind, id: account.id } } : {}),
      after: { kind, login: attempt.maskedLogin, ip: ctx.caller.ip },
    });
    throw identityErrors.badCredentials();
  }
  const refusal = refusalOf(kind, account.status);
  if (refusal) throw refusal;
  if (isOutdatedHash(passwordHash)) await rehash(ctx, kind, { id: account.id, passwordHash, password });
  return { kind, userId: account.id, passwordChangedAt: account.passwordChangedAt };
}

async function rehash(
  ctx: CoreContext,
  kind: AccountKind,
  account: { id: string; passwordHash: string; password: string },
) {
  const fresh = await hashPassword(ctx, account.password);
  await ctx.db.query({
    text: `update ${KINDS[kind].users} set password_hash = $3 where id = $1 and password_hash = $2`,
    values: [account.id, account.passwordHash, fresh],
  });
}
