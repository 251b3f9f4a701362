import type { AdminLoginInput, TokenPair } from "@nexa/contracts";
import { admins } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { checkPassword } from "./check-password.ts";
import { maskEmail } from "./mask-email.ts";
import { type OpenSession, openTokens } from "./open-session.ts";

/** Signs a member of staff in as an API client. Throws `identity.badCredentials`, `staffDisabled`, `tooManyTries`. */
export async function signInAdmin(ctx: CoreContext, input: AdminLoginInput): Promise<TokenPair> {
  return signInAdminWith(ctx, input, openTokens);
}

/** Signs a member of staff in; every sign-in of staff is in the audit log. */
export async function signInAdminWith<T>(ctx: CoreContext, input: AdminLoginInput, open: OpenSession<T>): Promise<T> {
  const [row] = await ctx.db.orm
    .select({
      id: admins.id,
      passwordHash: admins.passwordHash,
      passwordChangedAt: admins.passwordChangedAt,
      status: admins.status,
    })
    .from(admins)
    .where(eq(admins.email, input.email));
  const user = await checkPassword(ctx, {
    kind: "admin",
    login: input.email,
    maskedLogin: maskEmail(input.email),
    account: row ?? null,
    password: input.password,
  });
  return withTransaction(ctx, async (tx) => {
    const session = await open(tx, user);
    const subject = { kind: "admin", id: user.userId };
    await recordAudit(tx, { action: "identity.signedIn", subject, after: { ip: ctx.caller.ip } });
    return session;
  });
}
