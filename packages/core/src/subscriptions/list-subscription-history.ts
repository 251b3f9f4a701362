import {
  decodeCursor,
  Id,
  type ListSubscriptionHistoryInput,
  type ListSubscriptionHistoryOutput,
  toPage,
} from "@nexa/contracts";
import { lineOwnerships, lines, subscriptions } from "@nexa/db";
import { and, desc, eq, lt } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { chooseLine } from "./choose-line.ts";
import { findPaidHistory, type PlanFound } from "./paid-for-others.ts";
import { DATA_USED, hasStatus, queuePositionAt } from "./subscription-conditions.ts";
import { toSubscription } from "./to-subscription.ts";
import { CURRENT_OWNERSHIP, SINCE_OWNERSHIP } from "./visibility.ts";

/**
 * Every plan of one of the customer's lines since it is theirs, newest purchase first. When no line is named it is the registered
 * number's, together with what the customer paid for on other people's lines.
 */
export async function listSubscriptionHistory(
  ctx: CoreContext<CustomerActor>,
  input: ListSubscriptionHistoryInput,
): Promise<ListSubscriptionHistoryOutput> {
  const page = {
    status: input.status,
    beforeId: beforeIdOf(input.cursor),
    limit: input.limit + 1,
    now: ctx.clock.now(),
  };
  const { lineId, isNamed } = await chooseLine(ctx, input);
  const own = lineId === null ? [] : await findLineHistory(ctx, lineId, page);
  const paid = isNamed ? [] : await findPaidHistory(ctx, page);
  const newestFirst = [...own, ...paid].sort((a, b) => (a.row.id < b.row.id ? 1 : -1));
  const found = toPage(newestFirst.slice(0, page.limit), input.limit, ({ row }) => [row.id]);
  return {
    items: found.items.map(({ row, phone, position, dataUsedBytes }) =>
      toSubscription({ ...row, phone, dataUsedBytes }, position, page.now),
    ),
    nextCursor: found.nextCursor,
  };
}

type HistoryPage = Parameters<typeof findPaidHistory>[1];

function findLineHistory(ctx: CoreContext, lineId: string, page: HistoryPage): Promise<PlanFound[]> {
  return ctx.db.orm
    .select({ row: subscriptions, phone: lines.phone, position: queuePositionAt(page.now), dataUsedBytes: DATA_USED })
    .from(subscriptions)
    .innerJoin(lines, eq(lines.id, subscriptions.lineId))
    .innerJoin(lineOwnerships, CURRENT_OWNERSHIP)
    .where(
      and(
        eq(subscriptions.lineId, lineId),
        SINCE_OWNERSHIP,
        page.status && hasStatus(page.status, page.now),
        page.beforeId === null ? undefined : lt(subscriptions.id, page.beforeId),
      ),
    )
    .orderBy(desc(subscriptions.id))
    .limit(page.limit);
}

function beforeIdOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = Id.safeParse(decodeCursor(cursor, 1)?.[0]);
  if (!id.success) throw requestErrors.badCursor();
  return id.data;
}
