import type { CloseCustomerInput, CustomerDetail } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { closeCustomer } from "./close-customer.ts";
import { getCustomer } from "./get-customer.ts";

/** Closes a customer's account for good on staff's word, with the refusals of `closeCustomer`; answers what is left of it. */
export async function closeCustomerByStaff(
  ctx: CoreContext<AdminActor>,
  input: CloseCustomerInput,
): Promise<CustomerDetail> {
  await closeCustomer(ctx, input);
  return getCustomer(ctx, { customerId: input.customerId });
}
