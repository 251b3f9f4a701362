import { type LoginInput, maskPhone, parsePhone, type TokenPair } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { checkPassword } from "./check-password.ts";
import { type OpenSession, openTokens } from "./open-session.ts";
import { openVerified } from "./open-verified.ts";

/** Signs a customer in as an API client. Throws `identity.badCredentials`, `accountSuspended`, `tooManyTries`. */
export async function signInCustomer(ctx: CoreContext, input: LoginInput): Promise<TokenPair> {
  return signInCustomerWith(ctx, input, openTokens);
}

/** Signs a customer in. A number that is unknown, or no number at all, is answered like a wrong password. */
export async function signInCustomerWith<T>(ctx: CoreContext, input: LoginInput, open: OpenSession<T>): Promise<T> {
  const phone = parsePhone(input.phoneNumber, ctx.runtime.config.operator.country);
  const [row] = await ctx.db.orm
    .select({
      id: customers.id,
      passwordHash: customers.passwordHash,
      passwordChangedAt: customers.passwordChangedAt,
      status: customers.status,
    })
    .from(customers)
    .where(and(eq(customers.phone, phone ?? ""), isNotNull(customers.phoneVerifiedAt), isNull(customers.closedAt)));
  const account = await checkPassword(ctx, {
    kind: "customer",
    login: phone ?? "",
    maskedLogin: phone === null ? null : maskPhone(phone),
    account: row ?? null,
    password: input.password,
  });
  return openVerified(ctx, account, open);
}
