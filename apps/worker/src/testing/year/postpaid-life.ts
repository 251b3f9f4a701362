import { randomUUID } from "node:crypto";
import { activatePostpaid } from "@nexa/core/postpaid/activate-postpaid";
import { addSecondaryNumber } from "@nexa/core/postpaid/add-secondary-number";
import { payBill } from "@nexa/core/postpaid/billing/pay-bill";
import { cancelPostpaid } from "@nexa/core/postpaid/cancel-postpaid";
import { confirmSecondaryNumber } from "@nexa/core/postpaid/confirm-secondary-number";
import { listSecondaryNumbers } from "@nexa/core/postpaid/list-secondary-numbers";
import { purchaseAddon } from "@nexa/core/postpaid/purchase-addon";
import { removeSecondaryNumber } from "@nexa/core/postpaid/remove-secondary-number";
import { attempt, DAY_MS, type Person, paymentToken, type YearWorld } from "./year-world.ts";

type OpenBill = { id: string; customer_id: string; issued_at: Date };

/** A day of those with a postpaid plan: they take it, share it, add data, cancel it, and pay in time, late or very late. */
export async function livePostpaidDay(world: YearWorld): Promise<void> {
  const { chance, people, day } = world;
  for (const head of people.filter(({ kind }) => kind === "postpaid")) {
    if (head.activationId === null) {
      if (day >= head.nextDay) await takePlan(world, head);
      continue;
    }
    if (chance.happens(0.05)) await addData(world, head);
    if (chance.happens(0.03)) await shareWith(world, head, chance.pick(people));
    if (chance.happens(0.05)) await unshare(world, head);
    if (chance.happens(0.01)) await leave(world, head);
  }
  await payBills(world);
}

async function takePlan(world: YearWorld, head: Person): Promise<void> {
  const plan = world.chance.pick(world.shelf.main);
  const activation = await attempt(world, "activate postpaid", () =>
    activatePostpaid(head.ctx, { planId: plan.id, lineId: head.lineId }),
  );
  // Where a gift still runs on the line, it has to end first.
  if (!activation) head.nextDay = world.day + 5;
  else head.activationId = activation.id;
  if (activation) for (const relative of head.relatives) await shareWith(world, head, relative);
}

async function addData(world: YearWorld, head: Person): Promise<void> {
  const input = { planId: world.chance.pick(world.shelf.addons).id, idempotencyKey: randomUUID() };
  await attempt(world, "add-on", () => purchaseAddon(head.ctx, input));
}

async function shareWith(world: YearWorld, head: Person, relative: Person): Promise<void> {
  const asked = await attempt(world, "ask to share", () =>
    addSecondaryNumber(head.ctx, { phoneNumber: relative.phone, label: "Family" }),
  );
  if (!asked || world.chance.happens(0.2)) return;
  const { id: secondaryId } = asked.secondary;
  await attempt(world, "join", () => confirmSecondaryNumber(relative.ctx, { secondaryId }));
}

async function unshare(world: YearWorld, head: Person): Promise<void> {
  const listed = await attempt(world, "list family", () => listSecondaryNumbers(head.ctx, {}));
  const [first] = listed?.items ?? [];
  if (first)
    await attempt(world, "remove from family", () => removeSecondaryNumber(head.ctx, { secondaryId: first.id }));
}

async function leave(world: YearWorld, head: Person): Promise<void> {
  const cancelled = await attempt(world, "cancel postpaid", () => cancelPostpaid(head.ctx, {}));
  if (!cancelled) return;
  head.activationId = null;
  head.nextDay = world.day + world.chance.between(3, 90);
}

async function payBills(world: YearWorld): Promise<void> {
  const { core, chance, people } = world;
  const open = await core.runtime.db.query<OpenBill>({
    text: "select id, customer_id, issued_at from bills where status in ('issued', 'overdue') order by number",
  });
  const byId = new Map(people.map((person) => [person.id, person]));
  for (const bill of open) {
    const person = byId.get(bill.customer_id);
    const ageDays = (core.clock.now().getTime() - bill.issued_at.getTime()) / DAY_MS;
    if (!person || ageDays < person.paysAfterDays || chance.happens(0.1)) continue;
    const input = {
      billId: bill.id,
      paymentMethod: "upi",
      paymentToken: paymentToken(world),
      idempotencyKey: randomUUID(),
    } as const;
    await attempt(world, "pay bill", () => payBill(person.ctx, input));
    if (chance.happens(0.05)) {
      await attempt(world, "pay bill twice", () => payBill(person.ctx, { ...input, idempotencyKey: randomUUID() }));
    }
  }
}
