import type { DoneOutput, ResetPasswordInput } from "@nexa/contracts";
import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { forgetUser } from "./actor-cache.ts";
import { checkCode } from "./check-code.ts";
import { consumeCode } from "./consume-code.ts";
import { identityErrors } from "./errors.ts";
import { findAccountByPhone } from "./find-account-by-phone.ts";
import { addressOf, consumeLimits, resetLimit } from "./limits.ts";
import { hashPassword } from "./password-hash.ts";
import { refuseCommonPassword } from "./password-policy.ts";
import { phoneOf } from "./phone-number.ts";
import { alertCustomer } from "./security-alert.ts";
import { storePassword } from "./store-password.ts";

/**
 * Sets a customer's password anew with the code sent to the number, and ends all sessions. Whether there is an account is said only to
 * who holds the number. Throws `identity.phoneInvalid`, `passwordCommon`, `codeWrong`, `noAccount`, `tooManyTries`.
 */
export async function resetPassword(ctx: CoreContext, input: ResetPasswordInput): Promise<DoneOutput> {
  const phone = phoneOf(ctx, input.phoneNumber);
  refuseCommonPassword(input.newPassword);
  const address = addressOf(ctx);
  await consumeLimits(ctx, [
    ["resetAddress", address],
    ["resetPair", phone, address],
  ]);
  const proof = await checkCode(ctx, { phone, purpose: "password_reset", code: input.code });
  const account = await findAccountByPhone(ctx, phone);
  if (account === null) throw identityErrors.noAccount();
  const passwordHash = await hashPassword(ctx, input.newPassword);
  const user = { kind: "customer", userId: account.id } as const;
  await withTransaction(ctx, async (tx) => {
    await lockHolder(tx, account.id, phone);
    await consumeCode(tx, proof);
    await storePassword(tx, user, passwordHash);
    await recordAudit(tx, { action: "identity.passwordReset", subject: { kind: "customer", id: account.id } });
    await alertCustomer(tx, { customerId: account.id, event: "password_reset" });
  });
  forgetUser(ctx, user);
  // Who forgot the password may have used up the tries at it.
  await resetLimit(ctx, ["signInPair", "customer", phone, address]);
  return { done: true };
}

/** The account may have closed or moved to another number while the password was hashed. */
async function lockHolder(tx: CoreContext, customerId: string, phone: string): Promise<void> {
  const rows = await tx.db.query({
    text: "select 1 from customers where id = $1 and phone = $2 and closed_at is null for no key update",
    values: [customerId, phone],
  });
  if (rows.length === 0) throw identityErrors.noAccount();
}
