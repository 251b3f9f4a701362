import type { Admin, AdminIdInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { setAdminStatus } from "./set-admin-status.ts";

/** Lets a disabled member of staff sign in again. Throws `identity.staffNotFound`. */
export async function enableAdmin(ctx: CoreContext<AdminActor>, input: AdminIdInput): Promise<Admin> {
  return setAdminStatus(ctx, input.adminId, "active");
}
