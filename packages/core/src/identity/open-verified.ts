import { type CoreContext, withTransaction } from "../context.ts";
import { refusalOf } from "./account-access.ts";
import { type AccountKind, KINDS } from "./account-kind.ts";
import { identityErrors } from "./errors.ts";
import type { OpenSession } from "./open-session.ts";

/** An account whose password was right a moment ago. */
export type VerifiedAccount = { kind: AccountKind; userId: string; passwordChangedAt: Date | null };

/**
 * Opens the session of someone who gave the right password, under a lock on the account: verifying takes a while, and a password changed
 * or an account suspended meanwhile has ended the sessions that were there. Throws `identity.badCredentials` or the account's refusal.
 */
export function openVerified<T>(ctx: CoreContext, account: VerifiedAccount, open: OpenSession<T>): Promise<T> {
  const { kind, userId, passwordChangedAt } = account;
  return withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.query<{ status: string; password_changed_at: Date | null }>({
      name: `identity.${kind}.accountNow`,
      text: `select status, password_changed_at from ${KINDS[kind].users} where id = $1 for share`,
      values: [userId],
    });
    if (row?.password_changed_at?.getTime() !== passwordChangedAt?.getTime()) throw identityErrors.badCredentials();
    const refusal = refusalOf(kind, row?.status ?? "closed");
    if (refusal) throw refusal;
    return open(tx, { kind, userId });
  });
}
