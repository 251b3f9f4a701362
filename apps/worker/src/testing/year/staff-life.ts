import { randomUUID } from "node:crypto";
import { closeCustomer } from "@nexa/core/customers/close-customer";
import { sendNotification } from "@nexa/core/notifications/broadcasts/send-notification";
import { adminCancelActivation } from "@nexa/core/postpaid/admin-cancel-activation";
import { adminRestoreActivation } from "@nexa/core/postpaid/admin-restore-activation";
import { adminSuspendActivation } from "@nexa/core/postpaid/admin-suspend-activation";
import { creditBill } from "@nexa/core/postpaid/billing/credit-bill";
import { payBillOffline } from "@nexa/core/postpaid/billing/pay-bill-offline";
import { refundTransaction } from "@nexa/core/recharge/index";
import { attempt, leastDone, type YearWorld } from "./year-world.ts";

type Sale = { id: string; captured: number };
type Bill = { id: string; is_open: boolean; outstanding: number; paid: number };

/** A day of staff: they give money back, credit and settle bills, suspend and restore, send news, and close accounts. */
export async function liveStaffDay(world: YearWorld): Promise<void> {
  const { chance, day } = world;
  if (chance.happens(0.4)) await refundSomething(world);
  if (chance.happens(0.6)) await workOnBill(world);
  if (chance.happens(0.1)) await workOnActivation(world);
  if (chance.happens(0.12)) await closeSomebody(world);
  if (day % 45 === 30) await sendNews(world);
}

async function refundSomething(world: YearWorld): Promise<void> {
  const { core, chance, staff } = world;
  const sales = await core.runtime.db.query<Sale>({
    text: `select id, captured_minor as captured from transactions where type <> 'refund_adjustment' and status in ('succeeded', 'partially_refunded')
      order by created_at desc, recipient_phone limit 20`,
  });
  if (sales.length === 0) return;
  const sale = chance.pick(sales);
  const amountMinor = chance.happens(0.5) ? undefined : chance.between(1, Math.max(1, sale.captured - 1));
  const request = { transactionId: sale.id, amountMinor, reason: "No service for a day", idempotencyKey: randomUUID() };
  const what = amountMinor === undefined ? "refund in full" : "refund in part";
  await attempt(world, what, () => refundTransaction(staff, request));
}

async function workOnBill(world: YearWorld): Promise<void> {
  const { core, chance, staff } = world;
  const found = await core.runtime.db.query<Bill>({
    text: `select id, status in ('issued', 'overdue') as is_open, total_minor - paid_minor - credited_minor as outstanding, paid_minor as paid
      from bills order by number desc limit 30`,
  });
  if (found.length === 0) return;
  const bill = chance.pick(found);
  const request = { billId: bill.id, reason: "Agreed on the phone", idempotencyKey: randomUUID() };
  if (bill.is_open && chance.happens(0.5)) {
    const reference = `R-${world.day}-${chance.between(1, 9_999)}`;
    await attempt(world, "pay offline", () => payBillOffline(staff, { ...request, reference }));
    return;
  }
  // Of a paid bill nothing is left to waive.
  const kind = bill.is_open ? leastDone(world, ["waiver", "credit"]) : "credit";
  const most = bill.is_open ? bill.outstanding : bill.paid;
  const amountMinor = bill.is_open && chance.happens(0.3) ? undefined : chance.between(1, Math.max(1, most));
  await attempt(world, kind, () => creditBill(staff, { ...request, kind, amountMinor }));
}

async function workOnActivation(world: YearWorld): Promise<void> {
  const { core, chance, people, staff } = world;
  const found = await core.runtime.db.query<{ id: string; customer_id: string; suspended_for: string | null }>({
    text: "select id, customer_id, suspended_for from postpaid_activations where status <> 'cancelled' order by activated_at, id",
  });
  if (found.length === 0) return;
  const { id: activationId, customer_id: customerId, suspended_for: cause } = chance.pick(found);
  const change = { activationId, reason: "Fraud was reported" };
  if (cause === "staff") {
    await attempt(world, "restore by staff", () => adminRestoreActivation(staff, change));
  } else if (chance.happens(0.7)) {
    await attempt(world, "suspend by staff", () => adminSuspendActivation(staff, change));
  } else {
    const cancelled = await attempt(world, "cancel by staff", () => adminCancelActivation(staff, change));
    const head = people.find(({ id }) => id === customerId);
    if (cancelled && head) {
      head.activationId = null;
      head.nextDay = world.day + chance.between(3, 60);
    }
  }
}

async function closeSomebody(world: YearWorld): Promise<void> {
  const { chance, people } = world;
  const person = chance.pick(people);
  const closed = await attempt(world, "close account", async () => {
    await closeCustomer(person.ctx, { customerId: person.id });
    return true;
  });
  if (!closed) return;
  people.splice(people.indexOf(person), 1);
  world.freedPhones.push(person.phone);
  for (const head of people)
    head.relatives.splice(0, head.relatives.length, ...head.relatives.filter((each) => each !== person));
}

async function sendNews(world: YearWorld): Promise<void> {
  const news = { title: "News", text: "More data at night.", isToEveryone: true } as const;
  await attempt(world, "broadcast", () => sendNotification(world.staff, { ...news, idempotencyKey: randomUUID() }));
}
