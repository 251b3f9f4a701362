import type { CodeRequestedOutput, RequestEmailCodeInput } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { DeliveryFailed } from "@nexa/integrations";
import { and, eq, isNull } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { countCodeRequest, makeCode } from "../identity/index.ts";
import { customersErrors } from "./errors.ts";

/**
 * Mails the code that verifies an e-mail address of the signed-in customer. An address that is verified stays in use until the new one
 * is. Throws `identity.tooManyTries`, `customers.emailRefused`, `emailUnavailable`.
 */
export async function requestEmailCode(
  ctx: CoreContext<CustomerActor>,
  input: RequestEmailCodeInput,
): Promise<CodeRequestedOutput> {
  const { email } = input;
  await countCodeRequest(ctx, email);
  const made = await withTransaction(ctx, async (tx) => {
    await tx.db.orm
      .update(customers)
      .set({ email, updatedAt: tx.clock.now() })
      .where(
        and(eq(customers.id, ctx.actor.customerId), isNull(customers.emailVerifiedAt), isNull(customers.closedAt)),
      );
    return makeCode(tx, { sentTo: email, purpose: "verify_email" });
  });
  await mail(ctx, email, made);
  return { expiresIn: made.expiresIn };
}

async function mail(
  ctx: CoreContext,
  to: string,
  { codeId, code, expiresIn }: { codeId: string; code: string; expiresIn: number },
): Promise<void> {
  const text = `${code} is your code to confirm this e-mail address for NEXA. It is valid for ${expiresIn / 60} minutes. If you did not ask for it, you need do nothing.`;
  try {
    await ctx.gateways.email.send({
      idempotencyKey: `code:${codeId}`,
      to,
      subject: "Confirm your e-mail address",
      text,
    });
  } catch (error) {
    if (error instanceof DeliveryFailed && error.permanent) throw customersErrors.emailRefused();
    ctx.logger.error({ err: error, requestId: ctx.requestId }, "a code could not be mailed");
    throw customersErrors.emailUnavailable({ retryAfterSeconds: 30 });
  }
}
