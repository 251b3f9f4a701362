import { type ListReferralUsageLogsInput, type ListReferralUsageLogsOutput, toPage } from "@nexa/contracts";
import { referralCodes, referralEvents, referrals } from "@nexa/db";
import { and, asc, eq, gt, or } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { referralsErrors } from "./errors.ts";
import { idOfCursor } from "./id-cursor.ts";

/**
 * The steps of a code's life, or of one person's who joined with it, oldest first.
 *
 * @throws referrals.referralUnknown where the id is neither a code's nor a referral's.
 */
export async function listReferralUsageLogs(
  ctx: CoreContext<AdminActor>,
  input: ListReferralUsageLogsInput,
): Promise<ListReferralUsageLogsOutput> {
  const { referralId } = input;
  const { orm } = ctx.db;
  const [code] = await orm.select().from(referralCodes).where(eq(referralCodes.id, referralId));
  const [referral] = await orm.select().from(referrals).where(eq(referrals.id, referralId));
  if (!code && !referral) throw referralsErrors.referralUnknown();
  const afterId = idOfCursor(input.cursor);
  const rows = await orm
    .select({ event: referralEvents, code: referralCodes.code })
    .from(referralEvents)
    .innerJoin(referralCodes, eq(referralCodes.id, referralEvents.codeId))
    .where(
      and(
        or(eq(referralEvents.codeId, referralId), eq(referralEvents.referralId, referralId)),
        afterId === null ? undefined : gt(referralEvents.id, afterId),
      ),
    )
    .orderBy(asc(referralEvents.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, ({ event }) => [event.id]);
  return {
    items: page.items.map(({ event, code: text }) => ({
      id: event.id,
      kind: event.kind,
      code: text,
      referralId: event.referralId,
      customerId: event.customerId,
      transactionId: event.transactionId,
      createdAt: event.createdAt.toISOString(),
    })),
    nextCursor: page.nextCursor,
  };
}
