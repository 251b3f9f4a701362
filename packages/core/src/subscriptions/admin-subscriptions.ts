import { type AdminSubscription, decodeCursor, Id, type Page, parsePhone, toPage } from "@nexa/contracts";
import { lines, subscriptions } from "@nexa/db";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { CoreContext } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import type { PlanFound } from "./paid-for-others.ts";
import { DATA_USED, queuePositionAt } from "./subscription-conditions.ts";
import { toSubscription } from "./to-subscription.ts";

type Filters = {
  limit: number;
  cursor?: string | undefined;
  phoneNumber?: string | undefined;
  lineId?: string | undefined;
  ownerId?: string | undefined;
  payerId?: string | undefined;
  planId?: string | undefined;
};

type SortColumn = typeof subscriptions.startsAt | typeof subscriptions.endsAt;

/** A keyset page of plans over all lines that satisfy `where`, by `column` and id. */
export async function findAdminPage(
  ctx: CoreContext,
  input: Filters,
  wanted: { where: SQL | undefined; column: SortColumn; now: Date },
): Promise<Page<AdminSubscription>> {
  const { column, now } = wanted;
  const found: AdminFound[] = await ctx.db.orm
    .select({
      row: subscriptions,
      phone: lines.phone,
      ownerId: lines.ownerId,
      position: queuePositionAt(now),
      dataUsedBytes: DATA_USED,
    })
    .from(subscriptions)
    .innerJoin(lines, eq(lines.id, subscriptions.lineId))
    .where(and(wanted.where, filtersOf(ctx, input), afterCursor(column, input.cursor)))
    .orderBy(asc(column), asc(subscriptions.id))
    .limit(input.limit + 1);
  const page = toPage(found, input.limit, ({ row }) => [sortValueOf(row, column).toISOString(), row.id]);
  return { items: page.items.map((each) => toAdminSubscription(each, now)), nextCursor: page.nextCursor };
}

type AdminFound = PlanFound & { ownerId: string | null };

function sortValueOf(row: PlanFound["row"], column: SortColumn): Date {
  return column === subscriptions.startsAt ? row.startsAt : row.endsAt;
}

function filtersOf(ctx: CoreContext, input: Filters): SQL | undefined {
  return and(
    input.phoneNumber === undefined ? undefined : eq(lines.phone, e164(ctx, input.phoneNumber)),
    input.lineId === undefined ? undefined : eq(subscriptions.lineId, input.lineId),
    input.ownerId === undefined ? undefined : eq(lines.ownerId, input.ownerId),
    input.payerId === undefined ? undefined : eq(subscriptions.payerId, input.payerId),
    input.planId === undefined ? undefined : eq(subscriptions.planId, input.planId),
  );
}

/** A number that cannot be one finds nothing, like any other unknown number. */
function e164(ctx: CoreContext, phoneNumber: string): string {
  return parsePhone(phoneNumber, ctx.runtime.config.operator.country) ?? phoneNumber;
}

const Position = z.tuple([z.iso.datetime(), Id]);

function afterCursor(column: SortColumn, cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const position = Position.safeParse(decodeCursor(cursor, 2));
  if (!position.success) throw requestErrors.badCursor();
  const [at, id] = position.data;
  return sql`(${column}, ${subscriptions.id}) > (${at}::timestamptz, ${id}::uuid)`;
}

function toAdminSubscription(
  { row, phone, ownerId, position, dataUsedBytes }: AdminFound,
  now: Date,
): AdminSubscription {
  return {
    ...toSubscription({ ...row, phone, dataUsedBytes }, position, now),
    lineId: row.lineId,
    ownerId,
    payerId: row.payerId,
    transactionId: row.transactionId,
    priceMinor: row.terms.priceMinor,
    createdAt: row.createdAt.toISOString(),
  };
}
