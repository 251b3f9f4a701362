import type { CoreContext } from "../context.ts";
import { KINDS } from "./account-kind.ts";
import { identityErrors } from "./errors.ts";
import { consumeLimits, resetLimit } from "./limits.ts";
import { verifyPassword } from "./password-hash.ts";
import { type SignedInActor, userOf } from "./signed-in-user.ts";

/**
 * Asks who is signed in for the password once more, before what a sign-in left open must not be enough for. Throws
 * `identity.passwordWrong`, `tooManyTries`.
 */
export async function checkOwnPassword(ctx: CoreContext<SignedInActor>, password: string): Promise<void> {
  const { kind, userId } = userOf(ctx.actor);
  await consumeLimits(ctx, [["passwordChange", kind, userId]]);
  const [row] = await ctx.db.query<{ password_hash: string | null }>({
    text: `select password_hash from ${KINDS[kind].users} where id = $1`,
    values: [userId],
  });
  if (!(await verifyPassword(ctx, row?.password_hash ?? null, password))) throw identityErrors.passwordWrong();
  await resetLimit(ctx, ["passwordChange", kind, userId]);
}
