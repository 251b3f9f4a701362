import { normalReferralCode } from "@nexa/contracts";
import { customers, referralCodes } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { referralsErrors } from "./errors.ts";

export type CheckedCode = typeof referralCodes.$inferSelect;

/** Of whom the code must not be: the new customer's number (E.164) or account. */
export type Applicant = { phone?: string; customerId?: string };

/**
 * Says before an account is made whether a code can be used. The answer may be out of date a moment later; `takeReferralSlot` decides
 * under lock by the same rules.
 *
 * @throws referrals.codeUnknown, codeExpired, codeUsedUp, ownCode
 */
export async function checkReferralCode(ctx: CoreContext, code: string, applicant: Applicant = {}): Promise<void> {
  const [found] = await ctx.db.orm
    .select({ code: referralCodes, phone: customers.phone, status: customers.status })
    .from(referralCodes)
    .innerJoin(customers, eq(customers.id, referralCodes.ownerId))
    .where(eq(referralCodes.code, normalReferralCode(code)));
  // A code goes with its owner's account.
  if (!found || found.status === "closed" || found.status === "suspended") throw referralsErrors.codeUnknown();
  assertUsable(found.code, found.phone, applicant, ctx.clock.now());
}

/** The rules on a code that exists, in the order in which people are told. */
export function assertUsable(code: CheckedCode, ownerPhone: string | null, applicant: Applicant, now: Date): void {
  const isOwn = code.ownerId === applicant.customerId || (ownerPhone !== null && ownerPhone === applicant.phone);
  if (isOwn) throw referralsErrors.ownCode();
  if (code.uses >= code.maxUses) throw referralsErrors.codeUsedUp();
  if (code.expiresAt <= now) throw referralsErrors.codeExpired();
}
