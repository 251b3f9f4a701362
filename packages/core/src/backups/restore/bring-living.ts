import { newId } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";

export const RESTORED_CAUSE = "restored";
const GIVEN_UP =
  "Paid after the backup that was restored, so there is nothing of it any more; what was paid is given back.";

/**
 * Brings what was set aside into the restored tables: notices that were sent since are told, so that none is sent again for the same
 * cause; sales made since stand as reversed, and their money goes back once the gateway says that it took it.
 */
export async function bringLiving(tx: CoreContext): Promise<{ told: number; reversed: number }> {
  const [told] = await tx.db.query<{ count: number }>({ text: BRING_NOTICES });
  await tx.db.query({ text: BRING_DELIVERIES });
  return { told: told?.count ?? 0, reversed: await bringSales(tx) };
}

const BRING_NOTICES = `with fresh as (
    select n.* from told_notices n join told_causes c on c.notification_id = n.id
    where not exists (select from notifications x where x.id = n.id)
      and not exists (select from notification_causes x where x.cause_key = c.cause_key)
      and (n.customer_id is null or exists (select from customers x where x.id = n.customer_id))
  ), brought as (insert into notifications select * from fresh returning id),
  causes as (insert into notification_causes select c.* from told_causes c join fresh on fresh.id = c.notification_id)
  select count(*)::int as count from brought`;

const BRING_DELIVERIES = `insert into notification_deliveries select d.* from told_deliveries d
  join notifications n on n.id = d.notification_id
  where not exists (select from notification_deliveries x where x.notification_id = d.notification_id and x.channel = d.channel)`;

async function bringSales(tx: CoreContext): Promise<number> {
  const now = tx.clock.now();
  const sales = await tx.db.query<{ id: string; createdAt: Date }>({ text: BRING_SALES, values: [GIVEN_UP, now] });
  if (sales.length === 0) return 0;
  await tx.db.query({ text: BRING_CHARGES, values: [now] });
  const events = sales.flatMap(({ id, createdAt }) => [
    { id: newId(createdAt), transactionId: id, from: null, to: "pending", createdAt },
    { id: newId(now), transactionId: id, from: "pending", to: "reversed", createdAt: now },
  ]);
  await tx.db.query({
    text: `insert into transaction_events (id, transaction_id, from_status, to_status, cause, actor_kind, amount_minor, created_at)
      select e.id, e."transactionId", e."from", e."to", $2, 'system', t.final_amount_minor, e."createdAt"
      from jsonb_to_recordset($1::jsonb) as e(id uuid, "transactionId" uuid, "from" text, "to" text, "createdAt" timestamptz)
      join transactions t on t.id = e."transactionId"`,
    values: [JSON.stringify(events), RESTORED_CAUSE],
  });
  return sales.length;
}

/** As what was paid, whatever it was for: bill, discount and offer belong to rows that are no more. */
const BRING_SALES = `insert into transactions (id, type, status, payer_id, partner_id, line_id, recipient_phone, plan_id, terms,
    original_amount_minor, final_amount_minor, currency, payment_method, detail, created_at, settled_at)
  select t.id, case t.type when 'postpaid_bill_payment' then 'prepaid_recharge' else t.type end, 'reversed',
    (select id from customers c where c.id = t.payer_id), (select id from partners c where c.id = t.partner_id),
    (select id from lines l where l.id = t.line_id and l.phone = t.recipient_phone), t.recipient_phone,
    (select id from plans p where p.id = t.plan_id), t.terms,
    t.final_amount_minor, t.final_amount_minor, t.currency, t.payment_method, $1, t.created_at, $2
  from made_sales t
  where not exists (select from transactions x where x.id = t.id)
  returning id, created_at as "createdAt"`;

const BRING_CHARGES = `insert into payments (id, transaction_id, kind, status, provider, amount_minor, currency, created_at, updated_at)
  select p.id, p.transaction_id, 'charge', 'unknown', p.provider, p.amount_minor, p.currency, p.created_at, $1
  from made_charges p join transactions t on t.id = p.transaction_id
  where not exists (select from payments x where x.id = p.id)`;
