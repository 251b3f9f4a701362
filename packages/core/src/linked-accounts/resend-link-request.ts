import type { CodeRequestedOutput, LinkedAccountIdInput } from "@nexa/contracts";
import { customers, linkedAccounts } from "@nexa/db";
import { eq, sql } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { consumeLimits, countCodeRequest } from "../identity/index.ts";
import { linkedAccountsErrors } from "./errors.ts";
import { sendLinkRequest } from "./link-notices.ts";
import { assertRequested, findLinkOfParty, type LinkOfParty, lockLinkOfParty } from "./link-party.ts";

/**
 * Sends the request again with a new code; the earlier code ends with it, the request still ends when it would have.
 *
 * @throws linkedAccounts.notFound, requesterOnly, notRequested, requestExpired; identity.tooManyTries
 */
export async function resendLinkRequest(
  ctx: CoreContext<CustomerActor>,
  input: LinkedAccountIdInput,
): Promise<CodeRequestedOutput> {
  const found = await findLinkOfParty(ctx, input.linkedAccountId);
  assertMayResend(found, ctx.clock.now());
  await consumeLimits(ctx, [["linkRequest", found.customerId, found.phone]]);
  await countCodeRequest(ctx, found.phone);
  return withTransaction(ctx, async (tx) => {
    const link = await lockLinkOfParty(tx, found.id);
    assertMayResend(link, tx.clock.now());
    const { orm } = tx.db;
    await orm
      .update(linkedAccounts)
      .set({ resends: sql`${linkedAccounts.resends} + 1` })
      .where(eq(linkedAccounts.id, link.id));
    const [requester] = await orm
      .select({ name: customers.fullName })
      .from(customers)
      .where(eq(customers.id, link.customerId));
    if (!requester) throw linkedAccountsErrors.notFound();
    return sendLinkRequest(tx, { link, ownerId: link.ownerId, requesterName: requester.name });
  });
}

function assertMayResend(link: LinkOfParty, now: Date): void {
  if (link.party !== "requester") throw linkedAccountsErrors.requesterOnly();
  assertRequested(link, now);
}
