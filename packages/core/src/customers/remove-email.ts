import type { EmptyInput, Profile } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { alertCustomer } from "../identity/index.ts";
import { customersErrors } from "./errors.ts";
import { getProfile } from "./get-profile.ts";

/** Forgets the signed-in customer's e-mail address; without one nothing changes. */
export async function removeEmail(ctx: CoreContext<CustomerActor>, _input: EmptyInput): Promise<Profile> {
  const { customerId } = ctx.actor;
  await withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.orm
      .select({ email: customers.email, verifiedAt: customers.emailVerifiedAt })
      .from(customers)
      .where(eq(customers.id, customerId))
      .for("update");
    if (!row) throw customersErrors.notFound();
    if (row.email === null) return;
    const gone = { email: null, emailVerifiedAt: null, updatedAt: tx.clock.now() };
    await tx.db.orm.update(customers).set(gone).where(eq(customers.id, customerId));
    if (row.verifiedAt !== null) await alertCustomer(tx, { customerId, event: "email_removed" });
  });
  return getProfile(ctx, {});
}
