import type { GetTransactionInput, TransactionDetail } from "@nexa/contracts";
import type { CoreContext, CustomerActor, PartnerActor } from "../context.ts";
import { eventsInOrder, toTransactionEvent } from "./events-in-order.ts";
import { ownTransaction } from "./own-transaction.ts";
import { toTransaction } from "./to-transaction.ts";

/**
 * One transaction of the signed-in customer, or one that the partner sold, with every status it went through, oldest first.
 *
 * @throws transactions.notFound, also for other people's.
 */
export async function getTransaction(
  ctx: CoreContext<CustomerActor | PartnerActor>,
  input: GetTransactionInput,
): Promise<TransactionDetail> {
  const row = await ownTransaction(ctx, input.transactionId);
  const events = await eventsInOrder(ctx, row.id);
  return {
    ...toTransaction(row),
    detail: row.detail,
    settledAt: row.settledAt?.toISOString() ?? null,
    events: events.map(toTransactionEvent),
  };
}
