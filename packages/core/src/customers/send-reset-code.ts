import type { CodeRequestedOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { sendCode } from "../identity/index.ts";

/** Sends the code that sets a password to a customer's verified number, in the caller's transaction. Only its holder reads it. */
export async function sendResetCode(
  tx: CoreContext,
  { customerId, phone }: { customerId: string; phone: string },
): Promise<CodeRequestedOutput> {
  const purpose = "password_reset";
  const { expiresIn } = await sendCode(tx, {
    phone,
    purpose,
    notice: ({ id, sealedSecret, expiresAt }) => ({
      ...{ type: "code", customerId, phone, sealedSecret, causeKey: `code:${id}` },
      params: { purpose, expiresAt: expiresAt.toISOString() },
    }),
  });
  return { expiresIn };
}
