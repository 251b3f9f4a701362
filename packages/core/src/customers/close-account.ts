import type { CloseAccountInput, DoneOutput } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { checkOwnPassword } from "../identity/index.ts";
import { closeCustomer } from "./close-customer.ts";

/** Closes the signed-in customer's account for good. Throws `identity.passwordWrong`, `tooManyTries` and what `closeCustomer` does. */
export async function closeAccount(ctx: CoreContext<CustomerActor>, input: CloseAccountInput): Promise<DoneOutput> {
  await checkOwnPassword(ctx, input.password);
  await closeCustomer(ctx, { customerId: ctx.actor.customerId });
  return { done: true };
}
