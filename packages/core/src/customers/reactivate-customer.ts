import type { ChangeCustomerStatusInput, CustomerDetail } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeStatus } from "./change-status.ts";

/** Gives a suspended or inactive customer everything back. Throws `customers.notFound`, `closed`, `statusUnchanged`. */
export async function reactivateCustomer(
  ctx: CoreContext<AdminActor>,
  input: ChangeCustomerStatusInput,
): Promise<CustomerDetail> {
  return changeStatus(ctx, input, "active");
}
