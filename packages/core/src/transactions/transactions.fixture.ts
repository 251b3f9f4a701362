import { randomUUID } from "node:crypto";
import type { CreateRechargeInput } from "@nexa/contracts";
import { createRecharge, refundTransaction } from "../recharge/index.ts";
import type { TestCore, TestCustomer } from "../testing/index.ts";

/** A paid recharge of the customer's own number, or as `fields` say. */
export async function pay(customer: TestCustomer, planId: string, fields: Partial<CreateRechargeInput> = {}) {
  const { transaction } = await createRecharge(customer.ctx, {
    planId,
    recipientPhoneNumber: customer.phone,
    paymentMethod: "upi",
    idempotencyKey: randomUUID(),
    ...fields,
  });
  return transaction;
}

/** A recharge that the bank declines. */
export async function payInVain(customer: TestCustomer, planId: string, fields: Partial<CreateRechargeInput> = {}) {
  await pay(customer, planId, { paymentToken: "tok_declined", ...fields }).then(
    () => {
      throw new Error("the payment was not declined");
    },
    (error: Error) => {
      if (!("reason" in error && error.reason === "recharge.declined")) throw error;
    },
  );
}

/** Gives back a part of a transaction, or all of it. */
export async function giveBack(core: TestCore, transactionId: string, amountMinor?: number) {
  const reason = "No service for three days";
  return refundTransaction(await core.admin("finance"), {
    ...{ transactionId, reason, idempotencyKey: randomUUID() },
    ...(amountMinor === undefined ? {} : { amountMinor }),
  });
}
