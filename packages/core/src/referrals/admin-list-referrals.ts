import { type AdminListReferralsInput, type AdminListReferralsOutput, normalReferralCode } from "@nexa/contracts";
import { referralCodes } from "@nexa/db";
import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { codeStatusSql, findAdminCodes } from "./admin-codes.ts";

/** All referral codes with owners, who joined and what came of it, newest first. */
export function adminListReferrals(
  ctx: CoreContext<AdminActor>,
  input: AdminListReferralsInput,
): Promise<AdminListReferralsOutput> {
  const { status, code, ownerId, from, until } = input;
  const where = and(
    status === undefined ? undefined : sql`${codeStatusSql(ctx.clock.now())} = ${status}`,
    code === undefined ? undefined : eq(referralCodes.code, normalReferralCode(code)),
    ownerId === undefined ? undefined : eq(referralCodes.ownerId, ownerId),
    from === undefined ? undefined : gte(referralCodes.createdAt, new Date(from)),
    until === undefined ? undefined : lt(referralCodes.createdAt, new Date(until)),
  );
  return findAdminCodes(ctx, input, where);
}
