import type { CodeRequestedOutput, RequestPasswordResetInput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { findAccountByPhone } from "./find-account-by-phone.ts";
import { phoneOf } from "./phone-number.ts";
import { requestCode } from "./request-code.ts";

/**
 * Sends the code that sets a forgotten password anew. It goes to any valid number, known or not, by the same statements, so that neither
 * the answer nor the time it takes tells who has an account. Throws `identity.phoneInvalid`, `tooManyTries`.
 */
export async function requestPasswordReset(
  ctx: CoreContext,
  input: RequestPasswordResetInput,
): Promise<CodeRequestedOutput> {
  const phone = phoneOf(ctx, input.phoneNumber);
  const account = await findAccountByPhone(ctx, phone);
  return requestCode(ctx, { phone, purpose: "password_reset", customerId: account?.id });
}
