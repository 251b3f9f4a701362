import type { CodePurpose } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { sealSecret } from "../crypto/sealed-secret.ts";
import { enqueueNotices, type Notice } from "../notifications/index.ts";
import { makeCode } from "./make-code.ts";

/** What a notice that carries a code needs. */
export type SentCode = { id: string; sealedSecret: string; expiresAt: Date };

/**
 * Makes a code for a phone (E.164) and purpose and writes the notice that carries it, in the running transaction. `countCodeRequest`
 * comes before. Answers the code's id and its life in seconds.
 */
export async function sendCode(
  tx: CoreContext,
  input: { phone: string; purpose: CodePurpose; notice: (code: SentCode) => Notice },
): Promise<{ codeId: string; expiresIn: number }> {
  const { phone, purpose } = input;
  const { codeId, code, expiresAt, expiresIn } = await makeCode(tx, { sentTo: phone, purpose });
  const sealedSecret = sealSecret(tx.runtime.config, code);
  await enqueueNotices(tx, [input.notice({ id: codeId, sealedSecret, expiresAt })]);
  return { codeId, expiresIn };
}
