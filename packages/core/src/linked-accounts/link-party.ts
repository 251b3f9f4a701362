import { lines, linkedAccounts } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { linkedAccountsErrors } from "./errors.ts";
import { type LinkRow, linkStatusOf } from "./link-status.ts";

/** A link as one of its two sides finds it. */
export type LinkOfParty = LinkRow & { party: "requester" | "owner"; ownerId: string | null };

/** A link of the signed-in customer: one they made, or one to a number they own. Throws `linkedAccounts.notFound` for others' links. */
export async function findLinkOfParty(ctx: CoreContext<CustomerActor>, linkedAccountId: string): Promise<LinkOfParty> {
  const [found] = await selectLink(ctx, linkedAccountId);
  return partyOf(ctx.actor, found);
}

/** The same under the link's row lock, which every change of a link takes; the last lock of a transaction. */
export async function lockLinkOfParty(tx: CoreContext<CustomerActor>, linkedAccountId: string): Promise<LinkOfParty> {
  const [found] = await selectLink(tx, linkedAccountId).for("update", { of: linkedAccounts });
  return partyOf(tx.actor, found);
}

/** Throws unless the request waits for an answer at `now`: `linkedAccounts.notRequested`, `requestExpired`. */
export function assertRequested(link: LinkRow, now: Date): void {
  const status = linkStatusOf(link, now);
  if (status === "expired") throw linkedAccountsErrors.requestExpired();
  if (status !== "requested") throw linkedAccountsErrors.notRequested();
}

function selectLink(ctx: CoreContext, linkedAccountId: string) {
  return ctx.db.orm
    .select({ link: linkedAccounts, ownerId: lines.ownerId })
    .from(linkedAccounts)
    .innerJoin(lines, eq(lines.id, linkedAccounts.lineId))
    .where(eq(linkedAccounts.id, linkedAccountId));
}

function partyOf(actor: CustomerActor, found: { link: LinkRow; ownerId: string | null } | undefined): LinkOfParty {
  if (found?.link.customerId === actor.customerId) return { ...found.link, ownerId: found.ownerId, party: "requester" };
  if (found?.ownerId === actor.customerId) return { ...found.link, ownerId: found.ownerId, party: "owner" };
  throw linkedAccountsErrors.notFound();
}
