import { randomUUID } from "node:crypto";
import { addLinkedAccount } from "@nexa/core/linked-accounts/add-linked-account";
import { sendNotification } from "@nexa/core/notifications/broadcasts/send-notification";
import { runBroadcasts } from "@nexa/core/notifications/index";
import { updateNotificationPreferences } from "@nexa/core/notifications/update-notification-preferences";
import { creditBill } from "@nexa/core/postpaid/billing/credit-bill";
import { refundTransaction } from "@nexa/core/recharge/index";
import { DEMO_CUSTOMER } from "@nexa/db/seed/index";
import { type DemoPerson, type DemoWorld, newPerson, signIn, tried } from "./demo-world.ts";

const LINKED_FAMILIES = 14;
const LABELS = [
  ["Mum", "parent"],
  ["Dad", "parent"],
  ["Riya", "child"],
  ["Brother", "sibling"],
] as const;

/** Who recharged somebody else's number now looks after it; one asks the demo customer and waits for the answer. */
export async function linkFamilies(world: DemoWorld): Promise<void> {
  const payers = await world.runtime.db.query<{ id: string; line_id: string; phone: string; others: string }>({
    text: `select c.id, l.id as line_id, c.phone, t.recipient_phone as others
      from transactions t join customers c on c.id = t.payer_id and c.status = 'active'
        join lines l on l.phone = c.phone and l.owner_id = c.id join lines r on r.phone = t.recipient_phone
      where t.status = 'succeeded' and r.owner_id is distinct from c.id
      group by c.id, l.id, c.phone, t.recipient_phone order by c.created_at, t.recipient_phone limit $1`,
    values: [LINKED_FAMILIES],
  });
  for (const [place, { id, line_id: lineId, phone, others }] of payers.entries()) {
    const payer = await signIn(world, { id, lineId, phone });
    const [label, relationship] = LABELS[place % LABELS.length] ?? LABELS[0];
    await tried(addLinkedAccount(payer.ctx, { phoneNumber: others, label, relationship }));
    if (place === 0) await choosePreferences(payer);
  }
}

async function choosePreferences({ ctx }: DemoPerson): Promise<void> {
  const preferences = [{ type: "promotional", channel: "push", isEnabled: false }] as const;
  await updateNotificationPreferences(ctx, { preferences: [...preferences] });
}

/** Somebody new asks for the demo customer's number, with consent asked for as it is outside the demo. */
export async function askDemoCustomer(world: DemoWorld): Promise<void> {
  const asking = await newPerson(world);
  const { runtime } = world;
  const strict = { ...runtime, config: { ...runtime.config, linkConsent: "required" } } as const;
  const ctx = { ...asking.ctx, runtime: strict };
  await addLinkedAccount(ctx, { phoneNumber: DEMO_CUSTOMER.phone, label: "Ananya", relationship: "friend" });
}

/** Staff write to everyone. */
export async function sendNews(world: DemoWorld): Promise<void> {
  const staff = await world.staff("manager");
  await sendNotification(staff, {
    ...{ title: "Festival offer", text: "Twice the data on every 84-day plan until Sunday.", isToEveryone: true },
    ...{ titleHi: "त्योहार का ऑफ़र", textHi: "रविवार तक हर 84 दिन के प्लान पर दोगुना डेटा।", idempotencyKey: randomUUID() },
  });
  await runBroadcasts(world.job());
}

/** Finance makes good what went wrong: on open bills, on paid ones, and once through the gateway. */
export async function makeGood(world: DemoWorld): Promise<void> {
  const staff = await world.staff("finance");
  const found = await world.runtime.db.query<{ id: string; is_open: boolean; payment: string | null }>({
    text: `select b.id, b.status in ('issued', 'overdue') as is_open, t.id as payment from bills b
      left join bill_payments p on p.bill_id = b.id and p.is_live left join transactions t on t.id = p.transaction_id and t.payment_method <> 'offline'
      where b.status in ('issued', 'overdue', 'paid') order by b.number`,
  });
  const open = found.filter((bill) => bill.is_open);
  const paid = found.filter((bill) => bill.payment !== null && !bill.is_open);
  const credit = (billId: string, kind: "credit" | "waiver", amountMinor: number, reason: string) =>
    tried(creditBill(staff, { billId, kind, amountMinor, reason, idempotencyKey: randomUUID() }));
  for (const [place, bill] of open.slice(0, 3).entries()) {
    await credit(bill.id, place === 1 ? "waiver" : "credit", 5_000 + place * 2_500, "Two days without service.");
  }
  for (const bill of paid.slice(-2)) await credit(bill.id, "credit", 10_000, "Roaming was charged by mistake.");
  const transactionId = paid.at(2)?.payment;
  if (!transactionId) return;
  const refund = {
    transactionId,
    amountMinor: 20_000,
    reason: "Charged for a number that had left.",
    idempotencyKey: randomUUID(),
  };
  await tried(refundTransaction(staff, refund));
}
