import { REFERRAL_CODE_ALPHABET, REFERRAL_CODE_LENGTH, type ReferralCodeStatus } from "@nexa/contracts";

export type CodeFacts = { maxUses: number; uses: number; expiresAt: Date; completed: number };

/** Whether a new customer may still register with the code. */
export function isUsable(code: Pick<CodeFacts, "maxUses" | "uses" | "expiresAt">, now: Date): boolean {
  return code.expiresAt > now && code.uses < code.maxUses;
}

/**
 * A code's result at `now`: `completed` once everyone it has room for has joined and recharged, or when its time is over and at least
 * one has; `expired` when its time is over without one; else `pending`.
 */
export function codeStatusOf({ maxUses, uses, expiresAt, completed }: CodeFacts, now: Date): ReferralCodeStatus {
  if (uses === maxUses && completed >= uses) return "completed";
  if (expiresAt > now) return "pending";
  return completed > 0 ? "completed" : "expired";
}

/** A code of the right form, given a source of whole numbers from 0 to below `bound`. */
export function makeCode(randomBelow: (bound: number) => number): string {
  const pick = () => REFERRAL_CODE_ALPHABET.charAt(randomBelow(REFERRAL_CODE_ALPHABET.length));
  return Array.from({ length: REFERRAL_CODE_LENGTH }, pick).join("");
}
