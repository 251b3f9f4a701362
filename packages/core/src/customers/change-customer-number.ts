import type { ChangeCustomerNumberInput, CustomerDetail } from "@nexa/contracts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { forgetUser, phoneOf } from "../identity/index.ts";
import { customersErrors } from "./errors.ts";
import { getCustomer } from "./get-customer.ts";
import { lockOpenCustomer } from "./lock-open-customer.ts";
import { moveNumber } from "./move-number.ts";
import { forStaff } from "./staff-refusals.ts";

/**
 * Changes the number a customer signs in with on staff's word, which stands for the proof of it, also for one that was never verified. The
 * old one stays the customer's line; all sessions end, and both numbers are told. Throws `identity.phoneInvalid`, `customers.notFound`,
 * `closed`, `numberUnchangedOfCustomer`, `numberTaken`, `numberOwned`.
 */
export async function changeCustomerNumber(
  ctx: CoreContext<AdminActor>,
  input: ChangeCustomerNumberInput,
): Promise<CustomerDetail> {
  const { customerId, reason } = input;
  const phone = phoneOf(ctx, input.phoneNumber);
  await forStaff(
    withTransaction(ctx, async (tx) => {
      const row = await lockOpenCustomer(tx, customerId);
      if (row.phone === phone && row.phoneVerifiedAt !== null) throw customersErrors.numberUnchangedOfCustomer();
      await moveNumber(tx, { row, phone, action: "customers.changeNumber", reason });
    }),
  );
  forgetUser(ctx, { kind: "customer", userId: customerId });
  return getCustomer(ctx, { customerId });
}
