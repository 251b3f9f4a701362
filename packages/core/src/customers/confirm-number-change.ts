import type { ConfirmNumberChangeInput, Profile } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import {
  type CodeProof,
  checkCode,
  checkOwnPassword,
  consumeCode,
  forgetUser,
  identityErrors,
  phoneOf,
} from "../identity/index.ts";
import { customersErrors } from "./errors.ts";
import { getProfile } from "./get-profile.ts";
import { moveNumber } from "./move-number.ts";

/**
 * Changes the number that the signed-in customer signs in with, by the code sent to the new one and the password. The old number stays
 * the customer's line until it is given up; other sessions end, and both numbers are told. Throws `identity.passwordWrong`, `codeWrong`,
 * `phoneTaken`, `lines.ownedByOther`, `customers.numberUnchanged`.
 */
export async function confirmNumberChange(
  ctx: CoreContext<CustomerActor>,
  input: ConfirmNumberChangeInput,
): Promise<Profile> {
  const phone = phoneOf(ctx, input.phoneNumber);
  await checkOwnPassword(ctx, input.password);
  const proof = await checkCode(ctx, { phone, purpose: "number_change", code: input.code });
  await withTransaction(ctx, (tx) => moveTo(tx, phone, proof));
  forgetUser(ctx, { kind: "customer", userId: ctx.actor.customerId });
  return getProfile(ctx, {});
}

async function moveTo(tx: CoreContext<CustomerActor>, phone: string, proof: CodeProof): Promise<void> {
  const { customerId, sessionId } = tx.actor;
  const [row] = await tx.db.orm.select().from(customers).where(eq(customers.id, customerId)).for("update");
  if (!row || row.phone === null || row.closedAt !== null) throw customersErrors.notFound();
  // A sign-in may be relied on for some seconds on another server after it ended: a stolen account must not move meanwhile.
  if (row.status === "suspended") throw identityErrors.accountSuspended();
  if (row.phone === phone && row.phoneVerifiedAt !== null) throw customersErrors.numberUnchanged();
  await consumeCode(tx, proof);
  await moveNumber(tx, { row, phone, keepSessionId: sessionId, action: "customers.numberChanged" });
}
