import type { ConfirmPhoneInput, Profile } from "@nexa/contracts";
import { customers, violatedConstraint } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { type CustomerRow, toProfile } from "../customers/index.ts";
import { claimRegisteredLine } from "../lines/index.ts";
import { checkCode } from "./check-code.ts";
import { consumeCode } from "./consume-code.ts";
import { identityErrors } from "./errors.ts";
import { alertCustomer } from "./security-alert.ts";
import { unverifiedPhone } from "./unverified-phone.ts";

/**
 * Verifies the signed-in customer's number with the code sent to it; from then on the account holds the number and owns its line. Throws
 * `identity.codeWrong`, `phoneAlreadyVerified`, `phoneTaken`, `lines.ownedByOther`.
 */
export async function confirmPhone(ctx: CoreContext<CustomerActor>, input: ConfirmPhoneInput): Promise<Profile> {
  const phone = await unverifiedPhone(ctx);
  const proof = await checkCode(ctx, { phone, purpose: "verify_phone", code: input.code });
  const { customerId } = ctx.actor;
  const row = await withTransaction(ctx, async (tx) => {
    await consumeCode(tx, proof);
    const verified = await holdPhone(tx, customerId, phone);
    await claimRegisteredLine(tx, { customerId, phone });
    await alertCustomer(tx, { customerId, event: "phone_verified" });
    return verified;
  });
  return toProfile(row, ctx.clock.now());
}

async function holdPhone(tx: CoreContext, customerId: string, phone: string): Promise<CustomerRow> {
  const now = tx.clock.now();
  try {
    const [row] = await tx.db.orm
      .update(customers)
      .set({ phoneVerifiedAt: now, updatedAt: now })
      .where(and(eq(customers.id, customerId), eq(customers.phone, phone), isNull(customers.phoneVerifiedAt)))
      .returning();
    if (!row) throw identityErrors.phoneAlreadyVerified();
    return row;
  } catch (error) {
    if (violatedConstraint(error) === "customers_phone_idx") throw identityErrors.phoneTaken();
    throw error;
  }
}
