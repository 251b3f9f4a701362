import type { EmptyInput, Profile } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { customersErrors } from "./errors.ts";
import { type ProfileRow, toProfile } from "./profile-view.ts";

const PROFILE_BY_ID = `select id, phone, phone_verified_at as "phoneVerifiedAt", full_name as "fullName", email,
  email_verified_at as "emailVerifiedAt", picture_id as "pictureId", language, status, created_at as "createdAt",
  greatest(c.last_active_plan_at,
    (select max(case l.mode when 'idle' then l.base_ends_at else $2::timestamptz end) from lines l where l.owner_id = c.id)
  ) as "lastActivePlanAt"
  from customers c where id = $1`;

/** The signed-in customer's account: one prepared read by primary key, since every start of an app asks for it. */
export async function getProfile(ctx: CoreContext<CustomerActor>, _input: EmptyInput): Promise<Profile> {
  const now = ctx.clock.now();
  const [row] = await ctx.db.query<ProfileRow>({
    name: "customers.profileById",
    text: PROFILE_BY_ID,
    values: [ctx.actor.customerId, now],
  });
  if (!row) throw customersErrors.notFound();
  return toProfile(row, now);
}
