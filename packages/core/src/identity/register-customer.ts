import { type Language, newId, type RegisterInput, type RegisterOutput } from "@nexa/contracts";
import { customers, violatedConstraint } from "@nexa/db";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";
import { type CustomerRow, toProfile } from "../customers/index.ts";
import { claimRegisteredLine } from "../lines/index.ts";
import { checkReferralCode, takeReferralSlot } from "../referrals/index.ts";
import { type CodeProof, checkCode } from "./check-code.ts";
import { consumeCode } from "./consume-code.ts";
import { identityErrors } from "./errors.ts";
import { addressOf, consumeLimits } from "./limits.ts";
import { type OpenSession, openTokens } from "./open-session.ts";
import { hashPassword } from "./password-hash.ts";
import { refuseCommonPassword } from "./password-policy.ts";
import { phoneOf } from "./phone-number.ts";

/** Registers a customer and signs them in as an API client. Refusals: see `registerWith`. */
export async function registerCustomer(ctx: CoreContext, input: RegisterInput): Promise<RegisterOutput> {
  const { session, customer } = await registerWith(ctx, input, openTokens);
  return { ...session, customer };
}

/**
 * Makes the account, its line, the referral slot and the session in one transaction. Where phones are verified the code comes first, so
 * that nothing is said of a number to people who do not hold it. Throws `identity.phoneInvalid`, `passwordCommon`, `codeNeeded`, `codeWrong`,
 * `phoneTaken`, `tooManyTries`, `lines.ownedByOther` and the referral code's refusals.
 */
export async function registerWith<T>(ctx: CoreContext, input: RegisterInput, open: OpenSession<T>) {
  const phone = phoneOf(ctx, input.phoneNumber);
  await consumeLimits(ctx, [["registerAddress", addressOf(ctx)]]);
  refuseCommonPassword(input.password);
  const proof = await provePhone(ctx, phone, input.code);
  if (await isPhoneTaken(ctx, phone)) throw identityErrors.phoneTaken();
  const { referralCode, language = "en" } = input;
  if (referralCode !== undefined) await checkReferralCode(ctx, referralCode, { phone });
  const passwordHash = await hashPassword(ctx, input.password);

  return withTransaction(ctx, async (tx) => {
    const customer = await insertCustomer(tx, { phone, passwordHash, fullName: input.fullName, language });
    if (proof) await consumeCode(tx, proof);
    await claimRegisteredLine(tx, { customerId: customer.id, phone });
    if (referralCode !== undefined) await takeReferralSlot(tx, { code: referralCode, refereeId: customer.id });
    const session = await open(tx, { kind: "customer", userId: customer.id });
    return { session, customer: toProfile(customer, tx.clock.now()) };
  });
}

async function provePhone(ctx: CoreContext, phone: string, code: string | undefined): Promise<CodeProof | null> {
  if (ctx.runtime.config.phoneVerification === "off") return null;
  if (code === undefined) throw identityErrors.codeNeeded();
  return checkCode(ctx, { phone, purpose: "registration", code });
}

async function isPhoneTaken(ctx: CoreContext, phone: string): Promise<boolean> {
  const rows = await ctx.db.orm
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.phone, phone), isNotNull(customers.phoneVerifiedAt), isNull(customers.closedAt)));
  return rows.length > 0;
}

async function insertCustomer(
  tx: CoreContext,
  fields: { phone: string; passwordHash: string; fullName: string; language: Language },
): Promise<CustomerRow> {
  const now = tx.clock.now();
  const times = { phoneVerifiedAt: now, passwordChangedAt: now, createdAt: now, updatedAt: now };
  try {
    const [row] = await tx.db.orm
      .insert(customers)
      .values({ id: newId(now), ...fields, ...times })
      .returning();
    if (!row) throw identityErrors.phoneTaken();
    return row;
  } catch (error) {
    if (violatedConstraint(error) === "customers_phone_idx") throw identityErrors.phoneTaken();
    throw error;
  }
}
