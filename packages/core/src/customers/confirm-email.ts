import type { ConfirmEmailInput, Profile } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { alertCustomer, checkCode, consumeCode } from "../identity/index.ts";
import { customersErrors } from "./errors.ts";
import { getProfile } from "./get-profile.ts";

/** Makes an e-mail address the signed-in customer's with the code mailed to it. Throws `identity.codeWrong`. */
export async function confirmEmail(ctx: CoreContext<CustomerActor>, input: ConfirmEmailInput): Promise<Profile> {
  const { email, code } = input;
  const { customerId } = ctx.actor;
  const proof = await checkCode(ctx, { phone: email, purpose: "verify_email", code });
  await withTransaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const changed = await tx.db.orm
      .update(customers)
      .set({ email, emailVerifiedAt: now, updatedAt: now })
      .where(and(eq(customers.id, customerId), isNull(customers.closedAt)))
      .returning({ id: customers.id });
    if (changed.length === 0) throw customersErrors.notFound();
    await consumeCode(tx, proof);
    await alertCustomer(tx, { customerId, event: "email_verified" });
  });
  return getProfile(ctx, {});
}
