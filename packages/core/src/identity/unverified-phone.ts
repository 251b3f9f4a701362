import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { identityErrors } from "./errors.ts";

/** The signed-in customer's number that still has to be verified. Throws `identity.phoneAlreadyVerified`. */
export async function unverifiedPhone(ctx: CoreContext<CustomerActor>): Promise<string> {
  const [row] = await ctx.db.orm
    .select({ phone: customers.phone, verifiedAt: customers.phoneVerifiedAt })
    .from(customers)
    .where(eq(customers.id, ctx.actor.customerId));
  if (!row || row.phone === null) throw identityErrors.sessionEnded();
  if (row.verifiedAt !== null) throw identityErrors.phoneAlreadyVerified();
  return row.phone;
}
