import type { RequestLineInput, RequestLineOutput } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { phoneOf, requestNamedCode } from "../identity/index.ts";

/**
 * Sends a code to a number that the signed-in customer wants to add. The answer is the same for every number, so the id in it names
 * this request, not a line. Throws `identity.phoneInvalid`, `tooManyTries`.
 */
export async function requestLine(
  ctx: CoreContext<CustomerActor>,
  input: RequestLineInput,
): Promise<RequestLineOutput> {
  const phone = phoneOf(ctx, input.phoneNumber);
  const { codeId, expiresIn } = await requestNamedCode(ctx, { phone, purpose: "add_line" });
  return { lineId: codeId, expiresIn };
}
