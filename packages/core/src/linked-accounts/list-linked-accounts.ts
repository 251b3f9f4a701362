import { type ListLinkedAccountsInput, type ListLinkedAccountsOutput, toPage } from "@nexa/contracts";
import { linkedAccounts } from "@nexa/db";
import { and, desc, eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { beforeLink } from "./link-cursor.ts";
import { hasLinkStatus, isLiveLink } from "./link-status.ts";
import { toLinkedAccounts } from "./linked-account-view.ts";

/** The numbers the customer has linked or asked to link, newest first; those that are linked with their plans, data use and spending. */
export async function listLinkedAccounts(
  ctx: CoreContext<CustomerActor>,
  input: ListLinkedAccountsInput,
): Promise<ListLinkedAccountsOutput> {
  const now = ctx.clock.now();
  const rows = await ctx.db.orm
    .select()
    .from(linkedAccounts)
    .where(
      and(
        eq(linkedAccounts.customerId, ctx.actor.customerId),
        input.status === undefined ? isLiveLink(now) : hasLinkStatus(input.status, now),
        beforeLink(input.cursor),
      ),
    )
    .orderBy(desc(linkedAccounts.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => [row.id]);
  return { items: await toLinkedAccounts(ctx, page.items), nextCursor: page.nextCursor };
}
