import type { CreateRechargeInput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { type Buyer, type RechargeOperation, requestOf } from "./draft-recharge.ts";
import { findKey } from "./intent.ts";

/** Whether the request's idempotency key stands for a recharge already: it is to be answered with that, whatever would be refused by now. */
export async function isRechargeKnown(
  ctx: CoreContext<Buyer>,
  input: CreateRechargeInput,
  operation: RechargeOperation,
): Promise<boolean> {
  const known = await findKey(ctx.db, requestOf(ctx, input, operation), ctx.clock.now());
  return known !== null;
}
