import { randomInt } from "node:crypto";
import { type CodePurpose, type CodeRequestedOutput, newId } from "@nexa/contracts";
import { oneTimeCodes } from "@nexa/db";
import { type CoreContext, withTransaction } from "../context.ts";
import { sealSecret } from "../crypto/sealed-secret.ts";
import { enqueueNotices } from "../notifications/index.ts";
import { getSettings } from "../settings/index.ts";
import { codeHash } from "./code-hash.ts";
import { addressOf, consumeLimits } from "./limits.ts";

/**
 * Sends a one-time code to a phone (E.164) for one purpose. The latest code of a phone and purpose is the one that counts. Digits and
 * life are operator settings. Throws `identity.tooManyTries`.
 */
export async function requestCode(
  ctx: CoreContext,
  input: { phone: string; purpose: CodePurpose; customerId?: string },
): Promise<CodeRequestedOutput> {
  const { phone, purpose } = input;
  const address = addressOf(ctx);
  await consumeLimits(ctx, [
    ["codeAddress", address],
    ["codePair", phone, address],
    ["codePhone", phone],
  ]);
  const settings = await getSettings(ctx);
  const now = ctx.clock.now();
  const id = newId(now);
  const code = String(randomInt(10 ** settings.codeLength)).padStart(settings.codeLength, "0");
  const expiresIn = settings.codeMinutes * 60;
  const expiresAt = new Date(now.getTime() + expiresIn * 1_000);
  await withTransaction(ctx, async (tx) => {
    await tx.db.orm.insert(oneTimeCodes).values({
      id,
      sentTo: phone,
      purpose,
      codeHash: codeHash(ctx, { id, phone, purpose, code }),
      maxTries: settings.codeTries,
      createdAt: now,
      expiresAt,
    });
    await enqueueNotices(tx, [
      {
        type: "code",
        customerId: input.customerId ?? null,
        phone,
        params: { purpose, expiresAt: expiresAt.toISOString() },
        causeKey: `code:${id}`,
        sealedSecret: sealSecret(ctx.runtime.config, code),
      },
    ]);
  });
  return { expiresIn };
}
