import type { CodeRequestedOutput, RequestNumberChangeInput } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { phoneOf, requestCode } from "../identity/index.ts";

/**
 * Sends a code to the number that is to become the signed-in customer's registered one; the answer is the same whoever has it. Throws
 * `identity.phoneInvalid`, `tooManyTries`.
 */
export async function requestNumberChange(
  ctx: CoreContext<CustomerActor>,
  input: RequestNumberChangeInput,
): Promise<CodeRequestedOutput> {
  return requestCode(ctx, { phone: phoneOf(ctx, input.phoneNumber), purpose: "number_change" });
}
