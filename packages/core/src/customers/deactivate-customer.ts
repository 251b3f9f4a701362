import type { ChangeCustomerStatusInput, CustomerDetail } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeStatus } from "./change-status.ts";

/** Lets a customer sign in and read, but not buy. Throws `customers.notFound`, `closed`, `statusUnchanged`. */
export async function deactivateCustomer(
  ctx: CoreContext<AdminActor>,
  input: ChangeCustomerStatusInput,
): Promise<CustomerDetail> {
  return changeStatus(ctx, input, "inactive");
}
