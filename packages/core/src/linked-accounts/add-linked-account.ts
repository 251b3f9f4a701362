import { type AddLinkedAccountInput, type AddLinkedAccountOutput, newId } from "@nexa/contracts";
import { customers, linkedAccounts } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { consumeLimits, countCodeRequest, phoneOf } from "../identity/index.ts";
import { ensureLine, type LineRow } from "../lines/index.ts";
import { getSettings } from "../settings/index.ts";
import { requestErrors } from "../trpc/errors.ts";
import { linkedAccountsErrors } from "./errors.ts";
import { sendLinkRequest, tellLinked, warnHolder } from "./link-notices.ts";
import { isLiveLink, type LinkRow, ranOut } from "./link-status.ts";
import { toLinkedAccounts } from "./linked-account-view.ts";

const REQUEST_DAYS = 7;
const DAY_MS = 86_400_000;

type Requester = { id: string; name: string; phone: string | null };

/**
 * Asks the holder of a family number to let the customer link it: a code goes to the number, with who asks and how to decline. Where
 * the demo asks for no consent (`LINK_CONSENT=off`) the number is linked at once. The answer tells nothing about the number.
 *
 * @throws identity.phoneInvalid, tooManyTries; linkedAccounts.ownLine, alreadyLinked, tooMany
 */
export async function addLinkedAccount(
  ctx: CoreContext<CustomerActor>,
  input: AddLinkedAccountInput,
): Promise<AddLinkedAccountOutput> {
  const phone = phoneOf(ctx, input.phoneNumber);
  const isConsentAsked = ctx.runtime.config.linkConsent !== "off";
  await consumeLimits(ctx, [["linkRequest", ctx.actor.customerId, phone]]);
  if (isConsentAsked) await countCodeRequest(ctx, phone);
  const { maxLinkedAccounts } = await getSettings(ctx);
  const added = await withTransaction(ctx, async (tx) => {
    const requester = await lockRequester(tx);
    const line = await ensureLine(tx, phone);
    await refuseLink(tx, requester, line, maxLinkedAccounts);
    const link = await insertLink(tx, line, input, isConsentAsked);
    if (!isConsentAsked) {
      await tellLinked(tx, link);
      await warnHolder(tx, link, line.ownerId);
      return { link, codeExpiresIn: null };
    }
    const request = { link, ownerId: line.ownerId, requesterName: requester.name };
    return { link, codeExpiresIn: (await sendLinkRequest(tx, request)).expiresIn };
  });
  const [linkedAccount] = await toLinkedAccounts(ctx, [added.link]);
  if (!linkedAccount) throw linkedAccountsErrors.notFound();
  return { linkedAccount, codeExpiresIn: added.codeExpiresIn };
}

/** Under the lock of the customer's row parallel requests are counted one after the other. */
async function lockRequester(tx: CoreContext<CustomerActor>): Promise<Requester> {
  const [row] = await tx.db.orm
    .select({ id: customers.id, name: customers.fullName, phone: customers.phone, status: customers.status })
    .from(customers)
    .where(eq(customers.id, tx.actor.customerId))
    .for("no key update");
  if (row?.status !== "active") throw requestErrors.accountInactive();
  return row;
}

async function refuseLink(tx: CoreContext, requester: Requester, line: LineRow, max: number): Promise<void> {
  if (line.ownerId === requester.id || line.phone === requester.phone) throw linkedAccountsErrors.ownLine();
  const { orm } = tx.db;
  const now = tx.clock.now();
  // The job may not have come by yet, and a request that ran out must not stand in the way of a new one.
  await orm
    .update(linkedAccounts)
    .set({ status: "expired", endedAt: linkedAccounts.expiresAt, endedBy: "system" })
    .where(and(eq(linkedAccounts.customerId, requester.id), ranOut(now)));
  const live = await orm
    .select({ lineId: linkedAccounts.lineId })
    .from(linkedAccounts)
    .where(and(eq(linkedAccounts.customerId, requester.id), isLiveLink(now)));
  if (live.some((link) => link.lineId === line.id)) throw linkedAccountsErrors.alreadyLinked();
  if (live.length >= max) throw linkedAccountsErrors.tooMany({ max });
}

async function insertLink(
  tx: CoreContext<CustomerActor>,
  line: LineRow,
  input: AddLinkedAccountInput,
  isConsentAsked: boolean,
): Promise<LinkRow> {
  const now = tx.clock.now();
  const [link] = await tx.db.orm
    .insert(linkedAccounts)
    .values({
      id: newId(now),
      customerId: tx.actor.customerId,
      lineId: line.id,
      phone: line.phone,
      label: input.label,
      relationship: input.relationship,
      status: isConsentAsked ? "requested" : "linked",
      requestedAt: now,
      expiresAt: new Date(now.getTime() + REQUEST_DAYS * DAY_MS),
      linkedAt: isConsentAsked ? null : now,
    })
    .returning();
  if (!link) throw new Error("the link was not written");
  return link;
}
