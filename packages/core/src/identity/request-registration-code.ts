import type { CodeRequestedOutput, RequestRegistrationCodeInput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { phoneOf } from "./phone-number.ts";
import { requestCode } from "./request-code.ts";

/** Sends a registration code to any valid number, known or not, so that the answer tells nobody who has an account. */
export async function requestRegistrationCode(
  ctx: CoreContext,
  input: RequestRegistrationCodeInput,
): Promise<CodeRequestedOutput> {
  return requestCode(ctx, { phone: phoneOf(ctx, input.phoneNumber), purpose: "registration" });
}
