import type { Profile, UpdateProfileInput } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { customersErrors } from "./errors.ts";
import { toProfile } from "./profile-view.ts";

/** Changes the fields sent of the signed-in customer's account. */
export async function updateProfile(ctx: CoreContext<CustomerActor>, input: UpdateProfileInput): Promise<Profile> {
  const now = ctx.clock.now();
  const { fullName, language } = input;
  const [row] = await ctx.db.orm
    .update(customers)
    .set({ fullName, language, updatedAt: now })
    .where(eq(customers.id, ctx.actor.customerId))
    .returning();
  if (!row) throw customersErrors.notFound();
  return toProfile(row, now);
}
