import { type AdminReferralCode, type Page, type ReferralCodeStatus, toPage } from "@nexa/contracts";
import { customers, referralCodes } from "@nexa/db";
import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { codeStatusOf } from "./code-status.ts";
import { idOfCursor } from "./id-cursor.ts";
import { completedCount, peopleOfCodes, toAdminReferral } from "./people-of-codes.ts";

/** A page of codes with owners and results, newest first. */
export async function findAdminCodes(
  ctx: CoreContext,
  page: { limit: number; cursor?: string | undefined },
  where: SQL | undefined,
): Promise<Page<AdminReferralCode>> {
  const beforeId = idOfCursor(page.cursor);
  const now = ctx.clock.now();
  const rows = await ctx.db.orm
    .select({ code: referralCodes, fullName: customers.fullName, phone: customers.phone })
    .from(referralCodes)
    .innerJoin(customers, eq(customers.id, referralCodes.ownerId))
    .where(and(where, beforeId === null ? undefined : lt(referralCodes.id, beforeId)))
    .orderBy(desc(referralCodes.id))
    .limit(page.limit + 1);
  const { items, nextCursor } = toPage(rows, page.limit, ({ code }) => [code.id]);
  const people = await peopleOfCodes(
    ctx,
    items.map(({ code }) => code.id),
  );
  return {
    items: items.map(({ code, fullName, phone }) => {
      const joined = people.get(code.id) ?? [];
      return {
        id: code.id,
        code: code.code,
        expiresAt: code.expiresAt.toISOString(),
        maxUses: code.maxUses,
        uses: code.uses,
        status: codeStatusOf({ ...code, completed: completedCount(joined) }, now),
        owner: { customerId: code.ownerId, fullName, phoneNumber: phone },
        createdAt: code.createdAt.toISOString(),
        retiredAt: code.retiredAt?.toISOString() ?? null,
        referrals: joined.map((person) => toAdminReferral(person, now)),
      };
    }),
    nextCursor,
  };
}

const COMPLETED =
  "(select count(*) from referrals r where r.code_id = referral_codes.id and r.completed_at is not null)";

/** The SQL form of `codeStatusOf`, as one word per code. The query must read from `referral_codes`. */
export function codeStatusSql(now: Date): SQL<ReferralCodeStatus> {
  return sql<ReferralCodeStatus>`case
    when referral_codes.uses = referral_codes.max_uses and ${sql.raw(COMPLETED)} >= referral_codes.uses then 'completed'
    when referral_codes.expires_at > ${now.toISOString()}::timestamptz then 'pending'
    when ${sql.raw(COMPLETED)} > 0 then 'completed'
    else 'expired' end`;
}
