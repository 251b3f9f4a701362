import type { ConfirmLinkedAccountInput, LinkOutcome } from "@nexa/contracts";
import { linkedAccounts } from "@nexa/db";
import { eq } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { type CodeProof, checkCode, consumeCode } from "../identity/index.ts";
import { linkedAccountsErrors } from "./errors.ts";
import { tellLinked, warnHolder } from "./link-notices.ts";
import { assertRequested, findLinkOfParty, type LinkOfParty, lockLinkOfParty } from "./link-party.ts";

/**
 * Links a requested number: by who asked, with the code its holder told them, or by the number's owner, who needs no code.
 *
 * @throws linkedAccounts.notFound, notRequested, requestExpired, codeNeeded; identity.codeWrong
 */
export async function confirmLinkedAccount(
  ctx: CoreContext<CustomerActor>,
  input: ConfirmLinkedAccountInput,
): Promise<LinkOutcome> {
  const found = await findLinkOfParty(ctx, input.linkedAccountId);
  assertRequested(found, ctx.clock.now());
  const proof = await proofOf(ctx, found, input.code);
  return withTransaction(ctx, async (tx) => {
    const link = await lockLinkOfParty(tx, found.id);
    const now = tx.clock.now();
    assertRequested(link, now);
    if (proof) await consumeCode(tx, proof);
    const linked = { status: "linked", linkedAt: now } as const;
    await tx.db.orm.update(linkedAccounts).set(linked).where(eq(linkedAccounts.id, link.id));
    await tellLinked(tx, link);
    if (link.party === "requester") await warnHolder(tx, link, link.ownerId);
    return { id: link.id, status: linked.status };
  });
}

/** The proof of who asked; the owner proves it by being signed in. A wrong code counts as a try, so it is checked outside the transaction. */
async function proofOf(ctx: CoreContext, link: LinkOfParty, code: string | undefined): Promise<CodeProof | null> {
  if (link.party === "owner") return null;
  if (code === undefined) throw linkedAccountsErrors.codeNeeded();
  return checkCode(ctx, { phone: link.phone, purpose: "link", code });
}
