import type { CodePurpose, CodeRequestedOutput } from "@nexa/contracts";
import { type CoreContext, withTransaction } from "../context.ts";
import { consumeCodeLimits, sendCode } from "./send-code.ts";

/**
 * Sends a one-time code to a phone (E.164) for one purpose. The latest code of a phone and purpose is the one that counts. Digits and
 * life are operator settings. Throws `identity.tooManyTries`.
 */
export async function requestCode(
  ctx: CoreContext,
  input: { phone: string; purpose: CodePurpose; customerId?: string },
): Promise<CodeRequestedOutput> {
  const { phone, purpose } = input;
  await consumeCodeLimits(ctx, phone);
  return withTransaction(ctx, (tx) =>
    sendCode(tx, {
      phone,
      purpose,
      notice: ({ id, sealedSecret, expiresAt }) => ({
        type: "code",
        customerId: input.customerId ?? null,
        phone,
        params: { purpose, expiresAt: expiresAt.toISOString() },
        causeKey: `code:${id}`,
        sealedSecret,
      }),
    }),
  );
}
