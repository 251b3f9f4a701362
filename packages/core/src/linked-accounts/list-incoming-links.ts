import {
  type IncomingLink,
  type ListIncomingLinksInput,
  type ListIncomingLinksOutput,
  maskPhone,
  toPage,
} from "@nexa/contracts";
import { customers, lines, linkedAccounts } from "@nexa/db";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { beforeLink } from "./link-cursor.ts";
import { isLiveLink, type LinkRow } from "./link-status.ts";

type Found = { link: LinkRow; name: string; phone: string | null };

/**
 * Who has linked the customer's own numbers and who asks to, newest first. Links that ended are left out: they may be from before the
 * number was the customer's.
 */
export async function listIncomingLinks(
  ctx: CoreContext<CustomerActor>,
  input: ListIncomingLinksInput,
): Promise<ListIncomingLinksOutput> {
  const found = await ctx.db.orm
    .select({ link: linkedAccounts, name: customers.fullName, phone: customers.phone })
    .from(lines)
    .innerJoin(linkedAccounts, eq(linkedAccounts.lineId, lines.id))
    .innerJoin(customers, eq(customers.id, linkedAccounts.customerId))
    .where(
      and(
        eq(lines.ownerId, ctx.actor.customerId),
        isNull(lines.releasedAt),
        isLiveLink(ctx.clock.now()),
        beforeLink(input.cursor),
      ),
    )
    .orderBy(desc(linkedAccounts.id))
    .limit(input.limit + 1);
  const page = toPage(found, input.limit, ({ link }) => [link.id]);
  return { items: page.items.map(toIncomingLink), nextCursor: page.nextCursor };
}

function toIncomingLink({ link, name, phone }: Found): IncomingLink {
  const isLinked = link.status === "linked";
  return {
    id: link.id,
    phoneNumber: link.phone,
    status: isLinked ? "linked" : "requested",
    relationship: link.relationship,
    name,
    maskedPhoneNumber: phone === null ? null : maskPhone(phone),
    requestedAt: link.requestedAt.toISOString(),
    expiresAt: isLinked ? null : link.expiresAt.toISOString(),
    linkedAt: link.linkedAt?.toISOString() ?? null,
  };
}
