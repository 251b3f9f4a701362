import type { RechargeLinkedAccountInput, RechargeLinkedAccountOutput } from "@nexa/contracts";
import { linkedAccounts } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { createRecharge, isRechargeKnown } from "../recharge/index.ts";
import { linkedAccountsErrors } from "./errors.ts";

const OPERATION = "linkedAccounts.recharge";

/**
 * Recharges a linked number; it prices and answers like any recharge. A request that was answered before is answered again, also after
 * the link has ended.
 *
 * @throws linkedAccounts.notFound, notLinked; recharge.* as a recharge does
 */
export async function rechargeLinkedAccount(
  ctx: CoreContext<CustomerActor>,
  input: RechargeLinkedAccountInput,
): Promise<RechargeLinkedAccountOutput> {
  const { linkedAccountId, ...wish } = input;
  const [link] = await ctx.db.orm
    .select({ phone: linkedAccounts.phone, status: linkedAccounts.status })
    .from(linkedAccounts)
    .where(and(eq(linkedAccounts.id, linkedAccountId), eq(linkedAccounts.customerId, ctx.actor.customerId)));
  if (!link) throw linkedAccountsErrors.notFound();
  const recharge = { ...wish, recipientPhoneNumber: link.phone };
  if (link.status !== "linked" && !(await isRechargeKnown(ctx, recharge, OPERATION))) {
    throw linkedAccountsErrors.notLinked();
  }
  return createRecharge(ctx, recharge, OPERATION);
}
