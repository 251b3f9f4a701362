import { type LoginInput, maskPhone, parsePhone, type TokenPair } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { checkPassword } from "./check-password.ts";
import { findAccountByPhone } from "./find-account-by-phone.ts";
import { type OpenSession, openTokens } from "./open-session.ts";

/** Signs a customer in as an API client. Throws `identity.badCredentials`, `accountSuspended`, `tooManyTries`. */
export async function signInCustomer(ctx: CoreContext, input: LoginInput): Promise<TokenPair> {
  return signInCustomerWith(ctx, input, openTokens);
}

/** Signs a customer in. A number that is unknown, or no number at all, is answered like a wrong password. */
export async function signInCustomerWith<T>(ctx: CoreContext, input: LoginInput, open: OpenSession<T>): Promise<T> {
  const phone = parsePhone(input.phoneNumber, ctx.runtime.config.operator.country);
  const account = phone === null ? null : await findAccountByPhone(ctx, phone);
  const user = await checkPassword(ctx, {
    kind: "customer",
    login: phone ?? "",
    maskedLogin: phone === null ? null : maskPhone(phone),
    account,
    password: input.password,
  });
  return open(ctx, user);
}
