import { randomUUID } from "node:crypto";
import { CoreError, type CreateRechargeInput, newId } from "@nexa/contracts";
import { referralCodes, referralDiscounts, referralEvents, referrals } from "@nexa/db";
import type { CoreContext, CustomerActor } from "../context.ts";
import type { TestCore, TestCustomer } from "../testing/index.ts";
import { createRecharge } from "./create-recharge.ts";

/** A recharge of the customer's own number, or of another, with a key of its own. */
export function recharge(
  customer: { ctx: CoreContext<CustomerActor>; phone: string },
  planId: string,
  fields: Partial<CreateRechargeInput> = {},
) {
  return createRecharge(customer.ctx, {
    planId,
    recipientPhoneNumber: customer.phone,
    paymentMethod: "upi",
    idempotencyKey: randomUUID(),
    ...fields,
  });
}

/** The refusal a call ends with; fails the test where it does not end with one. */
export async function refusalOf(call: Promise<unknown>): Promise<CoreError> {
  const result = await call.catch((error: unknown) => error);
  if (!(result instanceof CoreError)) throw new Error(`no refusal but ${JSON.stringify(result)}`);
  return result;
}

/** Makes `referee` a customer who registered with `referrer`'s code, holding the first-recharge discount of `percent`. */
export async function refer(core: TestCore, referrer: TestCustomer, referee: TestCustomer, percent = 10) {
  const now = core.clock.now();
  const { orm } = core.runtime.db;
  const expiresAt = new Date(now.getTime() + 30 * 86_400_000);
  const [codeId, referralId, discountId] = [newId(now), newId(now), newId(now)];
  const code = randomUUID().slice(0, 8).toUpperCase();
  await orm
    .insert(referralCodes)
    .values({ id: codeId, code, ownerId: referrer.id, maxUses: 1, uses: 1, createdAt: now, expiresAt });
  await orm
    .insert(referrals)
    .values({ id: referralId, codeId, referrerId: referrer.id, refereeId: referee.id, usedAt: now });
  await orm.insert(referralDiscounts).values({
    ...{ id: discountId, referralId, customerId: referee.id, role: "referee", percent, createdAt: now, expiresAt },
  });
  await orm
    .insert(referralEvents)
    .values({ id: newId(now), codeId, referralId, kind: "used", customerId: referee.id, createdAt: now });
  return { codeId, referralId, discountId };
}
