import { type ListMyReferralsInput, type ListMyReferralsOutput, toPage } from "@nexa/contracts";
import { referralCodes } from "@nexa/db";
import { and, desc, eq, lt } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { codeStatusOf } from "./code-status.ts";
import { idOfCursor } from "./id-cursor.ts";
import { completedCount, peopleOfCodes, toMyReferral } from "./people-of-codes.ts";

/** The customer's codes, newest first, each with its result and who joined with it. Retired codes stay in the list. */
export async function listMyReferrals(
  ctx: CoreContext<CustomerActor>,
  input: ListMyReferralsInput,
): Promise<ListMyReferralsOutput> {
  const beforeId = idOfCursor(input.cursor);
  const now = ctx.clock.now();
  const rows = await ctx.db.orm
    .select()
    .from(referralCodes)
    .where(
      and(
        eq(referralCodes.ownerId, ctx.actor.customerId),
        beforeId === null ? undefined : lt(referralCodes.id, beforeId),
      ),
    )
    .orderBy(desc(referralCodes.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = toPage(rows, input.limit, (row) => [row.id]);
  const people = await peopleOfCodes(
    ctx,
    items.map((row) => row.id),
  );
  return {
    items: items.map((row) => {
      const joined = people.get(row.id) ?? [];
      return {
        code: row.code,
        expiresAt: row.expiresAt.toISOString(),
        maxUses: row.maxUses,
        uses: row.uses,
        status: codeStatusOf({ ...row, completed: completedCount(joined) }, now),
        createdAt: row.createdAt.toISOString(),
        referrals: joined.map((person) => toMyReferral(person, now)),
      };
    }),
    nextCursor,
  };
}
