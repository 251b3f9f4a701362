import { timingSafeEqual } from "node:crypto";
import type { CodePurpose } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { deriveKey, keyedHash } from "../crypto/derive-key.ts";

type CodeFacts = { id: string; phone: string; purpose: CodePurpose; code: string };

const PURPOSE = "one-time-code";

/** What is stored of a code. Keyed, since six digits alone are found by trying a million hashes. */
export function codeHash(ctx: CoreContext, facts: CodeFacts): string {
  return hashUnder(ctx.runtime.config.authSecrets[0], facts);
}

/** Whether a stored hash is of this code, under any live secret. */
export function isCodeHash(ctx: CoreContext, stored: string, facts: CodeFacts): boolean {
  return ctx.runtime.config.authSecrets.some((secret) => {
    const made = Buffer.from(hashUnder(secret, facts));
    const held = Buffer.from(stored);
    return made.length === held.length && timingSafeEqual(made, held);
  });
}

function hashUnder(secret: string, { id, phone, purpose, code }: CodeFacts): string {
  return keyedHash(deriveKey(secret, PURPOSE), [purpose, phone, id, code].join("\n"));
}
