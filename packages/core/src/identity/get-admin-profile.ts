import type { Admin, EmptyInput } from "@nexa/contracts";
import { admins } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { toAdmin } from "./admin-view.ts";
import { identityErrors } from "./errors.ts";

/** The signed-in member of staff. */
export async function getAdminProfile(ctx: CoreContext<AdminActor>, _input: EmptyInput): Promise<Admin> {
  const [row] = await ctx.db.orm.select().from(admins).where(eq(admins.id, ctx.actor.adminId));
  if (!row) throw identityErrors.sessionEnded();
  return toAdmin(row);
}
