import { randomUUID } from "node:crypto";
import { addLinkedAccount } from "@nexa/core/linked-accounts/add-linked-account";
import { confirmLinkedAccount } from "@nexa/core/linked-accounts/confirm-linked-account";
import { declineLinkedAccount } from "@nexa/core/linked-accounts/decline-linked-account";
import { rechargeLinkedAccount } from "@nexa/core/linked-accounts/recharge-linked-account";
import { removeLinkedAccount } from "@nexa/core/linked-accounts/remove-linked-account";
import { attempt, type Person, paymentToken, type YearWorld } from "./year-world.ts";

const RELATIONSHIPS = ["spouse", "parent", "child", "sibling"] as const;

/** A day of those who look after a relative's number: they ask, the other agrees or not, they recharge it, they let go of it. */
export async function liveFamilyDay(world: YearWorld): Promise<void> {
  const { chance, people } = world;
  for (const head of people.filter(({ relatives }) => relatives.length > 0)) {
    if (chance.happens(0.02)) await link(world, head, chance.pick(head.relatives));
    if (chance.happens(0.04)) await useLink(world, head);
  }
}

async function link(world: YearWorld, head: Person, relative: Person): Promise<void> {
  const { chance } = world;
  const asked = await attempt(world, "ask to link", () =>
    addLinkedAccount(head.ctx, {
      phoneNumber: relative.phone,
      label: "Family",
      relationship: chance.pick(RELATIONSHIPS),
    }),
  );
  if (!asked || chance.happens(0.2)) return;
  const { id: linkedAccountId } = asked.linkedAccount;
  if (chance.happens(0.15)) {
    await attempt(world, "decline a link", () => declineLinkedAccount(relative.ctx, { linkedAccountId }));
  } else {
    await attempt(world, "agree to a link", () => confirmLinkedAccount(relative.ctx, { linkedAccountId }));
  }
}

async function useLink(world: YearWorld, head: Person): Promise<void> {
  const { core, chance, shelf } = world;
  const links = await core.runtime.db.query<{ id: string }>({
    text: "select id from linked_accounts where customer_id = $1 and status = 'linked' order by linked_at, phone",
    values: [head.id],
  });
  if (links.length === 0) return;
  const { id: linkedAccountId } = chance.pick(links);
  if (chance.happens(0.1)) {
    await attempt(world, "remove a link", () => removeLinkedAccount(head.ctx, { linkedAccountId }));
    return;
  }
  const input = {
    planId: chance.pick(shelf.base).id,
    paymentMethod: "upi",
    paymentToken: paymentToken(world),
  } as const;
  await attempt(world, "recharge a link", () =>
    rechargeLinkedAccount(head.ctx, { ...input, linkedAccountId, idempotencyKey: randomUUID() }),
  );
}
