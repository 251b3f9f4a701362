import type { CodeRequestedOutput, EmptyInput } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { requestCode } from "./request-code.ts";
import { unverifiedPhone } from "./unverified-phone.ts";

/** Sends the code that verifies the signed-in customer's number. Throws `identity.phoneAlreadyVerified`. */
export async function requestPhoneVerification(
  ctx: CoreContext<CustomerActor>,
  _input: EmptyInput,
): Promise<CodeRequestedOutput> {
  const phone = await unverifiedPhone(ctx);
  return requestCode(ctx, { phone, purpose: "verify_phone", customerId: ctx.actor.customerId });
}
