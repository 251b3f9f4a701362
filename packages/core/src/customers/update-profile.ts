import type { Profile, UpdateProfileInput } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { customersErrors } from "./errors.ts";
import { getProfile } from "./get-profile.ts";

/** Changes the fields sent of the signed-in customer's account. */
export async function updateProfile(ctx: CoreContext<CustomerActor>, input: UpdateProfileInput): Promise<Profile> {
  const { fullName, language } = input;
  const [row] = await ctx.db.orm
    .update(customers)
    .set({ fullName, language, updatedAt: ctx.clock.now() })
    .where(eq(customers.id, ctx.actor.customerId))
    .returning({ id: customers.id });
  if (!row) throw customersErrors.notFound();
  return getProfile(ctx, {});
}
