import type { AdminTransactionDetail, GetTransactionInput, PaymentAttempt } from "@nexa/contracts";
import { customers, partners, payments, transactions } from "@nexa/db";
import { asc, eq, inArray } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { transactionsErrors } from "./errors.ts";
import { eventsInOrder, toTransactionEvent } from "./events-in-order.ts";
import { toAdminTransaction } from "./to-admin-transaction.ts";
import { toTransaction } from "./to-transaction.ts";

/**
 * One transaction for staff: who paid or sold, every status it went through, its attempts with the gateway (its refunds' attempts included)
 * and its refunds, each oldest first.
 *
 * @throws transactions.notFound
 */
export async function adminGetTransaction(
  ctx: CoreContext<AdminActor>,
  input: GetTransactionInput,
): Promise<AdminTransactionDetail> {
  const { orm } = ctx.db;
  const [found] = await orm
    .select({
      row: transactions,
      payer: { id: customers.id, fullName: customers.fullName, phone: customers.phone, status: customers.status },
      partner: { id: partners.id, name: partners.name },
    })
    .from(transactions)
    .leftJoin(customers, eq(customers.id, transactions.payerId))
    .leftJoin(partners, eq(partners.id, transactions.partnerId))
    .where(eq(transactions.id, input.transactionId));
  if (!found) throw transactionsErrors.notFound();
  const { row } = found;
  const refunds = await orm
    .select()
    .from(transactions)
    .where(eq(transactions.refundOfId, row.id))
    .orderBy(asc(transactions.id));
  const attempts = await orm
    .select()
    .from(payments)
    .where(inArray(payments.transactionId, [row.id, ...refunds.map((refund) => refund.id)]))
    .orderBy(asc(payments.createdAt), asc(payments.kind), asc(payments.id));
  const events = await eventsInOrder(ctx, row.id);
  return {
    ...toAdminTransaction(found),
    events: events.map((event) => ({ ...toTransactionEvent(event), actorId: event.actorId })),
    attempts: attempts.map(toAttempt),
    refunds: refunds.map(toTransaction),
  };
}

function toAttempt(row: typeof payments.$inferSelect): PaymentAttempt {
  const { id, kind, status, provider, providerReference, amountMinor, currency, detail } = row;
  return {
    ...{ id, kind, status, provider, providerReference, amountMinor, currency, detail },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
