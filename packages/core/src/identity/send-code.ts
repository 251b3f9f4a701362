import { randomInt } from "node:crypto";
import { type CodePurpose, newId } from "@nexa/contracts";
import { oneTimeCodes } from "@nexa/db";
import type { CoreContext } from "../context.ts";
import { sealSecret } from "../crypto/sealed-secret.ts";
import { enqueueNotices, type Notice } from "../notifications/index.ts";
import { getSettings } from "../settings/index.ts";
import { codeHash } from "./code-hash.ts";
import { addressOf, consumeLimits } from "./limits.ts";

/** What a notice that carries a code needs. */
export type SentCode = { id: string; sealedSecret: string; expiresAt: Date };

/** Counts a code that is about to be sent to a phone. It takes a connection of its own: call it before the transaction. Throws `identity.tooManyTries`. */
export async function consumeCodeLimits(ctx: CoreContext, phone: string): Promise<void> {
  const address = addressOf(ctx);
  await consumeLimits(ctx, [
    ["codeAddress", address],
    ["codePair", phone, address],
    ["codePhone", phone],
  ]);
}

/**
 * Makes a code for a phone (E.164) and purpose and writes the notice that carries it, in the running transaction. `consumeCodeLimits`
 * comes before. The answer is the life of the code in seconds.
 */
export async function sendCode(
  tx: CoreContext,
  input: { phone: string; purpose: CodePurpose; notice: (code: SentCode) => Notice },
): Promise<{ expiresIn: number }> {
  const { phone, purpose } = input;
  const settings = await getSettings(tx);
  const now = tx.clock.now();
  const id = newId(now);
  const code = String(randomInt(10 ** settings.codeLength)).padStart(settings.codeLength, "0");
  const expiresIn = settings.codeMinutes * 60;
  const expiresAt = new Date(now.getTime() + expiresIn * 1_000);
  await tx.db.orm.insert(oneTimeCodes).values({
    id,
    sentTo: phone,
    purpose,
    codeHash: codeHash(tx, { id, phone, purpose, code }),
    maxTries: settings.codeTries,
    createdAt: now,
    expiresAt,
  });
  const sealedSecret = sealSecret(tx.runtime.config, code);
  await enqueueNotices(tx, [input.notice({ id, sealedSecret, expiresAt })]);
  return { expiresIn };
}
