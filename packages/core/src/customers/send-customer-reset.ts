import { type CodeRequestedOutput, maskPhone, type SendCustomerResetInput } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { consumeLimits } from "../identity/index.ts";
import { customersErrors } from "./errors.ts";
import { lockOpenCustomer } from "./lock-open-customer.ts";
import { sendResetCode } from "./send-reset-code.ts";

/**
 * Sends a customer the code that sets the password anew; staff never see it. Sessions go on until it is used. Throws `customers.notFound`,
 * `closed`, `numberUnverified`, `identity.tooManyTries`.
 */
export async function sendCustomerReset(
  ctx: CoreContext<AdminActor>,
  input: SendCustomerResetInput,
): Promise<CodeRequestedOutput> {
  const { customerId, reason } = input;
  const [known] = await ctx.db.orm
    .select({ phone: customers.phone })
    .from(customers)
    .where(eq(customers.id, customerId));
  // Counting takes a connection of its own, so it comes before the transaction.
  if (known?.phone) await consumeLimits(ctx, [["codePhone", known.phone]]);
  return withTransaction(ctx, async (tx) => {
    const { phone, phoneVerifiedAt } = await lockOpenCustomer(tx, customerId);
    if (phone === null || phoneVerifiedAt === null) throw customersErrors.numberUnverified();
    await recordAudit(tx, {
      action: "customers.sendReset",
      subject: { kind: "customer", id: customerId },
      ...(reason ? { reason } : {}),
      after: { sentTo: maskPhone(phone) },
    });
    return sendResetCode(tx, { customerId, phone });
  });
}
