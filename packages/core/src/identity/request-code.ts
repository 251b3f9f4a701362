import type { CodePurpose, CodeRequestedOutput } from "@nexa/contracts";
import { type CoreContext, withTransaction } from "../context.ts";
import { countCodeRequest } from "./make-code.ts";
import { sendCode } from "./send-code.ts";

type CodeRequest = { phone: string; purpose: CodePurpose; customerId?: string | undefined };

/**
 * Sends a one-time code to a phone (E.164) for one purpose. The latest code of a phone and purpose is the one that counts. Digits and
 * life are operator settings. Throws `identity.tooManyTries`.
 */
export async function requestCode(ctx: CoreContext, input: CodeRequest): Promise<CodeRequestedOutput> {
  const { expiresIn } = await requestNamedCode(ctx, input);
  return { expiresIn };
}

/** The same, answering also the code's id, by which a confirmation may name it. */
export async function requestNamedCode(
  ctx: CoreContext,
  input: CodeRequest,
): Promise<{ codeId: string; expiresIn: number }> {
  const { phone, purpose } = input;
  await countCodeRequest(ctx, phone);
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
