import type { LinkedAccountIdInput, LinkOutcome } from "@nexa/contracts";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { endLink } from "./end-link.ts";
import { linkedAccountsErrors } from "./errors.ts";
import { assertRequested, lockLinkOfParty } from "./link-party.ts";

/**
 * The owner of a number says no to a request. A link that stands is ended by removing it.
 *
 * @throws linkedAccounts.notFound, ownerOnly, notRequested, requestExpired
 */
export async function declineLinkedAccount(
  ctx: CoreContext<CustomerActor>,
  input: LinkedAccountIdInput,
): Promise<LinkOutcome> {
  return withTransaction(ctx, async (tx) => {
    const link = await lockLinkOfParty(tx, input.linkedAccountId);
    if (link.party !== "owner") throw linkedAccountsErrors.ownerOnly();
    assertRequested(link, tx.clock.now());
    return endLink(tx, link, { status: "declined", endedBy: "owner" });
  });
}
