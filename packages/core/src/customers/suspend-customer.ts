import type { ChangeCustomerStatusInput, CustomerDetail } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeStatus } from "./change-status.ts";

/** Keeps a customer from signing in and ends their sessions at once. Throws `customers.notFound`, `closed`, `statusUnchanged`. */
export async function suspendCustomer(
  ctx: CoreContext<AdminActor>,
  input: ChangeCustomerStatusInput,
): Promise<CustomerDetail> {
  return changeStatus(ctx, input, "suspended");
}
