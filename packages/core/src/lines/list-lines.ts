import { decodeCursor, type Line, type ListLinesInput, type ListLinesOutput, toPage } from "@nexa/contracts";
import { customers, lineOwnerships, lines } from "@nexa/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { lineModeOf } from "./line-mode-of.ts";

/** The signed-in customer's numbers, the registered one first. Throws `request.badCursor`. */
export async function listLines(ctx: CoreContext<CustomerActor>, input: ListLinesInput): Promise<ListLinesOutput> {
  // A customer owns a handful, so pages are cut here rather than by the database.
  const owned = await linesOf(ctx, ctx.actor.customerId);
  const from = input.cursor === undefined ? 0 : positionAfter(owned, input.cursor);
  return toPage(owned.slice(from, from + input.limit + 1), input.limit, (line) => [line.id]);
}

function positionAfter(owned: readonly Line[], cursor: string): number {
  const [id] = decodeCursor(cursor, 1) ?? [];
  const at = owned.findIndex((line) => line.id === id);
  if (at === -1) throw requestErrors.badCursor();
  return at + 1;
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
