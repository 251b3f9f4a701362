import type { Line, ListLinesInput, ListLinesOutput } from "@nexa/contracts";
import { customers, lineOwnerships, lines } from "@nexa/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { lineModeOf } from "./line-mode-of.ts";

/** The signed-in customer's numbers, the registered one first. */
export async function listLines(ctx: CoreContext<CustomerActor>, _input: ListLinesInput): Promise<ListLinesOutput> {
  return { items: await linesOf(ctx, ctx.actor.customerId), nextCursor: null };
}

/** The numbers a customer owns, the registered one first. */
export async function linesOf(ctx: CoreContext, customerId: string): Promise<Line[]> {
  const isRegistered = sql<boolean>`coalesce(${lines.phone} = ${customers.phone}, false)`;
  const rows = await ctx.db.orm
    .select({
      id: lines.id,
      phone: lines.phone,
      mode: lines.mode,
      baseEndsAt: lines.baseEndsAt,
      since: lineOwnerships.since,
      isRegistered,
    })
    .from(lines)
    .innerJoin(lineOwnerships, and(eq(lineOwnerships.lineId, lines.id), isNull(lineOwnerships.until)))
    .innerJoin(customers, eq(customers.id, lines.ownerId))
    .where(and(eq(lines.ownerId, customerId), isNull(lines.releasedAt)))
    .orderBy(sql`${isRegistered} desc`, asc(lineOwnerships.since), asc(lines.id));
  const now = ctx.clock.now();
  return rows.map((row) => ({
    id: row.id,
    phoneNumber: row.phone,
    isRegistered: row.isRegistered,
    mode: lineModeOf(row, now),
    baseEndsAt: row.baseEndsAt !== null && row.baseEndsAt > now ? row.baseEndsAt.toISOString() : null,
    ownedSince: row.since.toISOString(),
  }));
}
