import type { EmptyInput, Profile } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq, sql } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import { customersErrors } from "./errors.ts";
import { toProfile } from "./profile-view.ts";

/** Built once: this is read at every start of an app. */
const profileById = runtimeSlot(({ db }) =>
  db.orm
    .select()
    .from(customers)
    .where(eq(customers.id, sql.placeholder("id")))
    .prepare("customers.profileById"),
);

/** The signed-in customer's account: one read by primary key. */
export async function getProfile(ctx: CoreContext<CustomerActor>, _input: EmptyInput): Promise<Profile> {
  const [row] = await profileById(ctx).execute({ id: ctx.actor.customerId });
  if (!row) throw customersErrors.notFound();
  return toProfile(row, ctx.clock.now());
}
