import { randomInt } from "node:crypto";
import { type GenerateReferralCodeInput, type GenerateReferralCodeOutput, newId } from "@nexa/contracts";
import { customers, referralCodes, referrals } from "@nexa/db";
import { and, count, eq, isNotNull, isNull } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { getSettings } from "../settings/index.ts";
import { codeStatusOf, isUsable, makeCode } from "./code-status.ts";
import { recordReferralEvent } from "./record-referral-event.ts";

const DAY_MS = 86_400_000;
const MAX_TRIES = 5;

type CodeRow = typeof referralCodes.$inferSelect;

/**
 * The customer's referral code: the one that can still be used, or a new one where there is none. An expired or used-up code is
 * retired and stays visible with its result. Days and uses are settings.
 */
export async function generateReferralCode(
  ctx: CoreContext<CustomerActor>,
  _input: GenerateReferralCodeInput,
): Promise<GenerateReferralCodeOutput> {
  return withTransaction(ctx, async (tx) => {
    const { customerId } = tx.actor;
    // Two requests at once meet here, so that the second one finds the first one's code.
    await tx.db.orm
      .select({ id: customers.id })
      .from(customers)
      .where(eq(customers.id, customerId))
      .for("no key update");
    const now = tx.clock.now();
    const [current] = await tx.db.orm
      .select()
      .from(referralCodes)
      .where(and(eq(referralCodes.ownerId, customerId), isNull(referralCodes.retiredAt)))
      .for("no key update");
    if (current && isUsable(current, now)) return toOutput(tx, current);
    if (current) await tx.db.orm.update(referralCodes).set({ retiredAt: now }).where(eq(referralCodes.id, current.id));
    const made = await insertCode(tx, customerId, now);
    await recordReferralEvent(tx, { codeId: made.id, kind: "generated", customerId });
    return toOutput(tx, made);
  });
}

async function insertCode(tx: CoreContext, ownerId: string, now: Date): Promise<CodeRow> {
  const { referralCodeDays, referralCodeUses: maxUses } = await getSettings(tx);
  const expiresAt = new Date(now.getTime() + referralCodeDays * DAY_MS);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const code = makeCode((bound) => randomInt(bound));
    const [made] = await tx.db.orm
      .insert(referralCodes)
      .values({ id: newId(now), code, ownerId, maxUses, createdAt: now, expiresAt })
      .onConflictDoNothing({ target: referralCodes.code })
      .returning();
    if (made) return made;
  }
  throw new Error("no free referral code was found");
}

async function toOutput(tx: CoreContext, row: CodeRow): Promise<GenerateReferralCodeOutput> {
  const [found] = await tx.db.orm
    .select({ completed: count() })
    .from(referrals)
    .where(and(eq(referrals.codeId, row.id), isNotNull(referrals.completedAt)));
  const { code, expiresAt, maxUses, uses } = row;
  const status = codeStatusOf({ ...row, completed: found?.completed ?? 0 }, tx.clock.now());
  return { code, expiresAt: expiresAt.toISOString(), maxUses, uses, status };
}
