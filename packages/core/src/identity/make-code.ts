import { randomInt } from "node:crypto";
import { type CodePurpose, newId } from "@nexa/contracts";
import { oneTimeCodes } from "@nexa/db";
import type { CoreContext } from "../context.ts";
import { getSettings } from "../settings/index.ts";
import { codeHash } from "./code-hash.ts";
import { addressOf, consumeLimits } from "./limits.ts";

export type MadeCode = {
  readonly codeId: string;
  readonly code: string;
  readonly expiresAt: Date;
  readonly expiresIn: number;
};

/** Counts a code that is about to be sent. It takes a connection of its own: call it before the transaction. Throws `identity.tooManyTries`. */
export async function countCodeRequest(ctx: CoreContext, sentTo: string): Promise<void> {
  const address = addressOf(ctx);
  await consumeLimits(ctx, [
    ["codeAddress", address],
    ["codePair", sentTo, address],
    ["codePhone", sentTo],
  ]);
}

/** Stores a new code for a phone (E.164) or e-mail address in the caller's transaction. Digits and life are operator settings. */
export async function makeCode(tx: CoreContext, input: { sentTo: string; purpose: CodePurpose }): Promise<MadeCode> {
  const { sentTo, purpose } = input;
  const settings = await getSettings(tx);
  const now = tx.clock.now();
  const codeId = newId(now);
  const code = String(randomInt(10 ** settings.codeLength)).padStart(settings.codeLength, "0");
  const expiresIn = settings.codeMinutes * 60;
  const expiresAt = new Date(now.getTime() + expiresIn * 1_000);
  await tx.db.orm.insert(oneTimeCodes).values({
    id: codeId,
    sentTo,
    purpose,
    codeHash: codeHash(tx, { id: codeId, phone: sentTo, purpose, code }),
    maxTries: settings.codeTries,
    createdAt: now,
    expiresAt,
  });
  return { codeId, code, expiresAt, expiresIn };
}
