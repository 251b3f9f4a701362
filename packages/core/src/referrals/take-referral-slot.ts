import { newId, normalReferralCode } from "@nexa/contracts";
import { customers, referralCodes, referralDiscounts, referrals } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { getSettings } from "../settings/index.ts";
import { assertUsable } from "./check-referral-code.ts";
import { referralsErrors } from "./errors.ts";
import { recordReferralEvent } from "./record-referral-event.ts";

const DAY_MS = 86_400_000;

export type TakeReferralSlotInput = { code: string; refereeId: string };

/**
 * Step one of a referral, in the transaction that makes the account: takes one use of the code under its row lock, so that a
 * single-use code serves one person, and gives the new customer a discount (percent and days are settings; none at 0 percent).
 *
 * @throws referrals.codeUnknown, codeExpired, codeUsedUp, ownCode, alreadyReferred
 */
export async function takeReferralSlot(tx: CoreContext, input: TakeReferralSlotInput): Promise<{ referralId: string }> {
  const { refereeId } = input;
  const { code, ownerPhone } = await lockCode(tx, input.code);
  const now = tx.clock.now();
  const [referee] = await tx.db.orm
    .select({ phone: customers.phone })
    .from(customers)
    .where(eq(customers.id, refereeId));
  const applicant = { customerId: refereeId, ...(referee?.phone ? { phone: referee.phone } : {}) };
  assertUsable(code, ownerPhone, applicant, now);
  await tx.db.orm
    .update(referralCodes)
    .set({ uses: code.uses + 1 })
    .where(eq(referralCodes.id, code.id));
  const referralId = newId(now);
  const taken = await tx.db.orm
    .insert(referrals)
    .values({ id: referralId, codeId: code.id, referrerId: code.ownerId, refereeId, usedAt: now })
    .onConflictDoNothing({ target: referrals.refereeId })
    .returning({ id: referrals.id });
  if (taken.length === 0) throw referralsErrors.alreadyReferred();
  await giveRefereeDiscount(tx, referralId, refereeId, now);
  await recordReferralEvent(tx, { codeId: code.id, referralId, kind: "used", customerId: refereeId });
  return { referralId };
}

async function lockCode(tx: CoreContext, text: string) {
  const { orm } = tx.db;
  const [code] = await orm
    .select()
    .from(referralCodes)
    .where(eq(referralCodes.code, normalReferralCode(text)))
    .for("no key update");
  if (!code) throw referralsErrors.codeUnknown();
  const [owner] = await orm
    .select({ phone: customers.phone, status: customers.status })
    .from(customers)
    .where(eq(customers.id, code.ownerId));
  if (!owner || owner.status === "closed" || owner.status === "suspended") throw referralsErrors.codeUnknown();
  return { code, ownerPhone: owner.phone };
}

async function giveRefereeDiscount(tx: CoreContext, referralId: string, customerId: string, now: Date): Promise<void> {
  const { refereeDiscountPercent: percent, referralDiscountDays } = await getSettings(tx);
  if (percent === 0) return;
  await tx.db.orm.insert(referralDiscounts).values({
    id: newId(now),
    referralId,
    customerId,
    role: "referee",
    percent,
    createdAt: now,
    expiresAt: new Date(now.getTime() + referralDiscountDays * DAY_MS),
  });
}
