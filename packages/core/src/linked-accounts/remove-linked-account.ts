import type { LinkedAccountIdInput, LinkOutcome } from "@nexa/contracts";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { endLink } from "./end-link.ts";
import { linkedAccountsErrors } from "./errors.ts";
import { lockLinkOfParty } from "./link-party.ts";
import { linkStatusOf } from "./link-status.ts";

/**
 * Ends a link, or a request for one, from either side: who made it takes it off the list, the number's owner takes the consent back.
 *
 * @throws linkedAccounts.notFound, ended
 */
export async function removeLinkedAccount(
  ctx: CoreContext<CustomerActor>,
  input: LinkedAccountIdInput,
): Promise<LinkOutcome> {
  return withTransaction(ctx, async (tx) => {
    const link = await lockLinkOfParty(tx, input.linkedAccountId);
    const status = linkStatusOf(link, tx.clock.now());
    if (status !== "requested" && status !== "linked") throw linkedAccountsErrors.ended();
    return endLink(tx, link, { status: "removed", endedBy: link.party === "owner" ? "owner" : "customer" });
  });
}
