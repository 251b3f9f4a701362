import type { Admin, AdminIdInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { setAdminStatus } from "./set-admin-status.ts";

/** Keeps a member of staff from signing in and ends their sessions. Throws `identity.staffNotFound`, `lastOwner`. */
export async function disableAdmin(ctx: CoreContext<AdminActor>, input: AdminIdInput): Promise<Admin> {
  return setAdminStatus(ctx, input.adminId, "disabled");
}
