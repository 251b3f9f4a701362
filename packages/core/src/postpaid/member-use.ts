import type { MemberUse, UsageKind } from "@nexa/contracts";
import { usageEvents } from "@nexa/db";
import { and, eq, gte, or, sum } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

/** A line, and since when in the cycle it belongs to the plan. */
export type MemberSpan = { lineId: string; from: Date };

/**
 * What each line used since then, by line id, in one statement. Data in bytes, calls in seconds, messages by number. It goes by
 * events rather than by days: a number that joins at noon used the morning for itself.
 */
export async function memberUseOf(ctx: CoreContext, spans: readonly MemberSpan[]): Promise<Map<string, MemberUse>> {
  const uses = new Map(spans.map(({ lineId }) => [lineId, { data: 0, voice: 0, sms: 0 }]));
  if (spans.length === 0) return uses;
  const rows = await ctx.db.orm
    .select({ lineId: usageEvents.lineId, kind: usageEvents.kind, amount: sum(usageEvents.amount).mapWith(Number) })
    .from(usageEvents)
    .where(
      or(...spans.map(({ lineId, from }) => and(eq(usageEvents.lineId, lineId), gte(usageEvents.startedAt, from)))),
    )
    .groupBy(usageEvents.lineId, usageEvents.kind);
  for (const { lineId, kind, amount } of rows) {
    const use: Record<UsageKind, number> | undefined = uses.get(lineId);
    if (use) use[kind] = amount;
  }
  return uses;
}
