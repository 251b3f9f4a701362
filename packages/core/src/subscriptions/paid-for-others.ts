import type { Subscription, SubscriptionStatus } from "@nexa/contracts";
import { lines, subscriptions, transactions } from "@nexa/db";
import { and, asc, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { dataUsedFor, hasStatus, queuePositionAt } from "./subscription-conditions.ts";
import { type SubscriptionRow, toSubscription } from "./to-subscription.ts";

const MOST = 500;

export type PlanFound = { row: SubscriptionRow; phone: string; position: number; dataUsedBytes: number | null };

type Wanted = { where?: SQL | undefined; orderBy: SQL; limit: number; now: Date };

/** Plans the customer paid for on lines that are not theirs, what was used of them only where the line is linked. They are found through the transactions, which are indexed by payer. */
function findPaidForOthers(ctx: CoreContext<CustomerActor>, wanted: Wanted): Promise<PlanFound[]> {
  const { customerId } = ctx.actor;
  return ctx.db.orm
    .select({
      row: subscriptions,
      phone: lines.phone,
      position: queuePositionAt(wanted.now),
      dataUsedBytes: dataUsedFor(customerId),
    })
    .from(transactions)
    .innerJoin(subscriptions, eq(subscriptions.transactionId, transactions.id))
    .innerJoin(lines, eq(lines.id, subscriptions.lineId))
    .where(
      and(
        eq(transactions.payerId, customerId),
        sql`${lines.ownerId} is distinct from ${customerId}::uuid`,
        wanted.where,
      ),
    )
    .orderBy(wanted.orderBy)
    .limit(wanted.limit);
}

/** Those that run or wait at `now`, soonest first. */
export async function listPaidForOthers(
  ctx: CoreContext<CustomerActor>,
  status: Extract<SubscriptionStatus, "active" | "queued">,
  now: Date,
): Promise<Subscription[]> {
  const where = hasStatus(status, now);
  const found = await findPaidForOthers(ctx, { where, orderBy: asc(subscriptions.startsAt), limit: MOST, now });
  return found.map(({ row, phone, position, dataUsedBytes }) =>
    toSubscription({ ...row, phone, dataUsedBytes }, position, now),
  );
}

/** A page of all of them, newest first. */
export function findPaidHistory(
  ctx: CoreContext<CustomerActor>,
  page: { status?: SubscriptionStatus | undefined; beforeId: string | null; limit: number; now: Date },
): Promise<PlanFound[]> {
  const where = and(
    page.status && hasStatus(page.status, page.now),
    page.beforeId === null ? undefined : lt(subscriptions.id, page.beforeId),
  );
  return findPaidForOthers(ctx, { where, orderBy: desc(subscriptions.id), limit: page.limit, now: page.now });
}
