import type { GetPostpaidHistoryInput, GetPostpaidHistoryOutput, PostpaidEvent } from "@nexa/contracts";
import { billPayments, bills, customers, postpaidActivations, postpaidEvents, transactions } from "@nexa/db";
import { desc, eq } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { toTransaction } from "../transactions/index.ts";
import { findAdminActivations } from "./admin-activations.ts";
import { viewAdminBills } from "./billing/view-bills.ts";
import { postpaidErrors } from "./errors.ts";

/** A customer holds a handful of activations; this bounds what a century of changing plans may leave. */
const MOST_ACTIVATIONS = 500;

/**
 * Everything postpaid of a customer, newest first: activations, what happened to them, bills and their payments.
 *
 * @throws postpaid.customerNotFound
 */
export async function getPostpaidHistory(
  ctx: CoreContext<AdminActor>,
  { customerId, limit }: GetPostpaidHistoryInput,
): Promise<GetPostpaidHistoryOutput> {
  const [customer] = await ctx.db.orm.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId));
  if (!customer) throw postpaidErrors.customerNotFound();
  const ofCustomer = eq(postpaidActivations.customerId, customerId);
  const billed = await ctx.db.orm
    .select()
    .from(bills)
    .where(eq(bills.customerId, customerId))
    .orderBy(desc(bills.id))
    .limit(limit);
  return {
    activations: await findAdminActivations(ctx, ofCustomer, MOST_ACTIVATIONS),
    events: await eventsOf(ctx, customerId, limit),
    bills: await viewAdminBills(ctx, billed),
    payments: await paymentsOf(ctx, customerId, limit),
  };
}

async function eventsOf(ctx: CoreContext, customerId: string, limit: number): Promise<PostpaidEvent[]> {
  const rows = await ctx.db.orm
    .select({ event: postpaidEvents })
    .from(postpaidEvents)
    .innerJoin(postpaidActivations, eq(postpaidActivations.id, postpaidEvents.activationId))
    .where(eq(postpaidActivations.customerId, customerId))
    .orderBy(desc(postpaidEvents.id))
    .limit(limit);
  return rows.map(({ event: { id, activationId, kind, actorKind, actorId, detail, createdAt } }) => ({
    ...{ id, activationId, kind, actorKind, actorId, detail },
    createdAt: createdAt.toISOString(),
  }));
}

async function paymentsOf(ctx: CoreContext, customerId: string, limit: number) {
  const rows = await ctx.db.orm
    .select({ transaction: transactions, billId: bills.id })
    .from(billPayments)
    .innerJoin(bills, eq(bills.id, billPayments.billId))
    .innerJoin(transactions, eq(transactions.id, billPayments.transactionId))
    .where(eq(bills.customerId, customerId))
    .orderBy(desc(transactions.id))
    .limit(limit);
  return rows.map(({ transaction, billId }) => ({ ...toTransaction(transaction), billId }));
}
