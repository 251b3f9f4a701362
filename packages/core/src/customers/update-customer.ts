import type { CustomerDetail, UpdateCustomerInput } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { alertCustomer } from "../identity/index.ts";
import { getCustomer } from "./get-customer.ts";
import { lockOpenCustomer } from "./lock-open-customer.ts";
import { masked } from "./masked.ts";

const FIELDS = ["fullName", "email", "language"] as const;

/**
 * Changes the fields sent of a customer's account. Another e-mail address is unverified until the customer confirms it; a verified one that
 * goes is told. What is as it was already leaves no audit row. Throws `customers.notFound`, `closed`.
 */
export async function updateCustomer(
  ctx: CoreContext<AdminActor>,
  input: UpdateCustomerInput,
): Promise<CustomerDetail> {
  const { customerId } = input;
  await withTransaction(ctx, async (tx) => {
    const row = await lockOpenCustomer(tx, customerId);
    const changed = FIELDS.filter((field) => input[field] !== undefined && input[field] !== row[field]);
    if (changed.length === 0) return;
    const changesOf = (from: Pick<UpdateCustomerInput, (typeof FIELDS)[number]>) =>
      Object.fromEntries(changed.map((field) => [field, from[field]]));
    const isEmailChanged = changed.includes("email");
    await tx.db.orm
      .update(customers)
      .set({ ...changesOf(input), ...(isEmailChanged ? { emailVerifiedAt: null } : {}), updatedAt: tx.clock.now() })
      .where(eq(customers.id, customerId));
    if (isEmailChanged && row.emailVerifiedAt !== null) {
      await alertCustomer(tx, { customerId, event: "email_removed" });
    }
    await recordAudit(tx, {
      action: "customers.update",
      subject: { kind: "customer", id: customerId },
      before: masked(changesOf(row)),
      after: masked(changesOf(input)),
    });
  });
  return getCustomer(ctx, { customerId });
}
