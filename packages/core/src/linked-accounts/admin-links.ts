import type { AdminLinkedAccount } from "@nexa/contracts";
import { customers, lines, linkedAccounts } from "@nexa/db";
import { and, desc, eq, type SQL } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { beforeLink } from "./link-cursor.ts";
import { type LinkRow, linkStatusOf } from "./link-status.ts";

type Found = { link: LinkRow; name: string; phone: string | null; ownerId: string | null };

/** Links for staff that satisfy `where`, newest first: a row more than the page's limit where there is another page. */
export async function findAdminLinks(
  ctx: CoreContext,
  page: { limit: number; cursor?: string | undefined },
  where: SQL | undefined,
): Promise<AdminLinkedAccount[]> {
  const found = await ctx.db.orm
    .select({ link: linkedAccounts, name: customers.fullName, phone: customers.phone, ownerId: lines.ownerId })
    .from(linkedAccounts)
    .innerJoin(lines, eq(lines.id, linkedAccounts.lineId))
    .innerJoin(customers, eq(customers.id, linkedAccounts.customerId))
    .where(and(where, beforeLink(page.cursor)))
    .orderBy(desc(linkedAccounts.id))
    .limit(page.limit + 1);
  const now = ctx.clock.now();
  return found.map((each) => toAdminLink(each, now));
}

function toAdminLink({ link, name, phone, ownerId }: Found, now: Date): AdminLinkedAccount {
  const status = linkStatusOf(link, now);
  const hasRunOut = status !== link.status;
  const endedAt = hasRunOut ? link.expiresAt : link.endedAt;
  return {
    id: link.id,
    customerId: link.customerId,
    customerName: name,
    customerPhoneNumber: phone,
    lineId: link.lineId,
    phoneNumber: link.phone,
    ownerId,
    label: link.label,
    relationship: link.relationship,
    status,
    requestedAt: link.requestedAt.toISOString(),
    expiresAt: status === "requested" ? link.expiresAt.toISOString() : null,
    resends: link.resends,
    linkedAt: link.linkedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    endedBy: hasRunOut ? "system" : link.endedBy,
  };
}
