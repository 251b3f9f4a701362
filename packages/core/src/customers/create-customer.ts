import { type CreateCustomerInput, type CustomerDetail, maskPhone, newId } from "@nexa/contracts";
import { customers, violatedConstraint } from "@nexa/db";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { consumeLimits, phoneOf } from "../identity/index.ts";
import { claimRegisteredLine } from "../lines/index.ts";
import { customersErrors } from "./errors.ts";
import { getCustomer } from "./get-customer.ts";
import { masked } from "./masked.ts";
import { sendResetCode } from "./send-reset-code.ts";
import { forStaff } from "./staff-refusals.ts";

/**
 * Makes an account on staff's word, which stands for the proof of the number, and sends the code by which its customer sets a password:
 * without that nobody signs in. Throws `identity.phoneInvalid`, `tooManyTries`, `customers.numberTaken`, `numberOwned`.
 */
export async function createCustomer(
  ctx: CoreContext<AdminActor>,
  input: CreateCustomerInput,
): Promise<CustomerDetail> {
  const { phoneNumber, ...fields } = input;
  const phone = phoneOf(ctx, phoneNumber);
  await consumeLimits(ctx, [["codePhone", phone]]);
  const customerId = newId(ctx.clock.now());
  await forStaff(
    withTransaction(ctx, async (tx) => {
      await insert(tx, { id: customerId, phone, ...fields });
      await claimRegisteredLine(tx, { customerId, phone });
      await sendResetCode(tx, { customerId, phone });
      await recordAudit(tx, {
        action: "customers.create",
        subject: { kind: "customer", id: customerId },
        after: { phone: maskPhone(phone), ...masked(fields) },
      });
    }),
  );
  return getCustomer(ctx, { customerId });
}

async function insert(
  tx: CoreContext,
  fields: Omit<CreateCustomerInput, "phoneNumber"> & { id: string; phone: string },
): Promise<void> {
  const now = tx.clock.now();
  try {
    await tx.db.orm.insert(customers).values({ ...fields, phoneVerifiedAt: now, createdAt: now, updatedAt: now });
  } catch (error) {
    if (violatedConstraint(error) === "customers_phone_idx") throw customersErrors.numberTaken();
    throw error;
  }
}
