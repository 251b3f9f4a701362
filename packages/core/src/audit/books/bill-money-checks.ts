import type { BookCheck } from "./book-check.ts";

/** Invariant 7 of money: what was paid and credited on bills, and the cycles that are done with it. */
export const BILL_MONEY_CHECKS: readonly BookCheck[] = [
  {
    name: "bills.payments",
    rule: "A bill has at most one payment that is pending or succeeded, by its customer, and every bill payment is of a bill.",
    text: `select p.transaction_id::text as id, format('The payment of the bill %s is a %s with status %s of %s, and is %s.', p.bill_id, coalesce(t.type, 'thing unknown'),
        coalesce(t.status, 'unknown'), coalesce(t.payer_id::text, 'nobody'), case when p.is_live then 'live' else 'not live' end) as what
      from bill_payments p join bills b on b.id = p.bill_id left join transactions t on t.id = p.transaction_id
      where t.id is null or t.type <> 'postpaid_bill_payment' or t.payer_id is distinct from b.customer_id or t.currency <> b.currency
        or p.is_live <> (t.status in ('pending', 'succeeded', 'partially_refunded'))
      union all
      select bill_id::text, format('The bill has %s live payments.', count(*)) from bill_payments where is_live group by bill_id having count(*) > 1
      union all
      select t.id::text, 'It pays no bill.' from transactions t
      where t.type = 'postpaid_bill_payment' and not exists (select from bill_payments p where p.transaction_id = t.id)`,
  },
  {
    // What is given back later stays paid: a credit note tells of it, and the bill is never outstanding again.
    name: "bills.paid",
    rule: "What a bill says was paid is what its payment captured, and it is settled once paid and credited make up its total.",
    text: `select b.id::text, format('The bill %s is %s with %s of %s paid and %s credited; its payments captured %s.', b.number, b.status, b.paid_minor, b.total_minor,
        b.credited_minor, coalesce(p.captured, 0)) as what
      from bills b left join (
        select p.bill_id, sum(t.captured_minor) as captured from bill_payments p join transactions t on t.id = p.transaction_id
        where t.status in ('succeeded', 'partially_refunded', 'refunded') group by p.bill_id
      ) p on p.bill_id = b.id
      where b.paid_minor <> coalesce(p.captured, 0)
        or (b.status in ('issued', 'overdue')) <> (b.status <> 'void' and b.paid_minor + b.credited_minor < b.total_minor)
        or (b.status in ('issued', 'overdue')) <> (b.settled_at is null)
        or (b.status = 'overdue' and (b.overdue_at is null or b.due_at > $1))`,
  },
  {
    name: "bills.credited",
    rule: "What a bill says was credited is the sum of its credit notes, less what they carry to a later bill, and money given back has one too.",
    text: `select b.id::text, format('The bill %s has %s credited and %s given back; its credit notes say %s and %s.', b.number, b.credited_minor, coalesce(p.refunded, 0),
        coalesce(n.credited, 0), coalesce(n.refunded, 0)) as what
      from bills b left join (
        select bill_id, sum(amount_minor - carried_minor) filter (where kind <> 'refund') as credited, sum(amount_minor) filter (where kind = 'refund') as refunded
        from credit_notes group by bill_id
      ) n on n.bill_id = b.id left join (
        select p.bill_id, sum(t.refunded_minor) as refunded from bill_payments p join transactions t on t.id = p.transaction_id
        where t.status in ('succeeded', 'partially_refunded', 'refunded') group by p.bill_id
      ) p on p.bill_id = b.id
      where b.credited_minor <> coalesce(n.credited, 0) or coalesce(p.refunded, 0) <> coalesce(n.refunded, 0)
      union all
      select n.id::text, format('The credit note %s is of the activation %s, its bill of %s.', n.number, n.activation_id, coalesce(b.activation_id::text, 'none'))
      from credit_notes n left join bills b on b.id = n.bill_id where b.activation_id is distinct from n.activation_id`,
  },
  {
    name: "creditNotes.carried",
    rule: "What a credit note carried to later bills is what their lines took off, of the same activation, and never more than it carries.",
    text: `select n.id::text, format('The credit note %s carries %s and says that %s of it are used; bills took off %s.', n.number, n.carried_minor, n.carried_used_minor, coalesce(l.amount, 0)) as what
      from credit_notes n left join (
        select credit_note_id, -sum(amount_minor) as amount from bill_lines where kind = 'credit' group by credit_note_id
      ) l on l.credit_note_id = n.id
      where n.carried_used_minor <> coalesce(l.amount, 0) or n.carried_used_minor > n.carried_minor
      union all
      select l.id::text, format('The line of the bill %s takes off %s for no credit note of its activation.', l.bill_id, -l.amount_minor)
      from bill_lines l join bills b on b.id = l.bill_id left join credit_notes n on n.id = l.credit_note_id
      where l.kind = 'credit' and n.activation_id is distinct from b.activation_id`,
  },
  {
    name: "cycles.completed",
    rule: "A cycle is completed exactly once its bill is settled: by one successful payment, or by credits that cover it.",
    text: `select c.id::text, format('The cycle %s is %s; its bill %s is %s with %s of %s paid and %s credited.', c.number, c.status, b.number, b.status, b.paid_minor, b.total_minor, b.credited_minor) as what
      from postpaid_cycles c join bills b on b.cycle_id = c.id left join (
        select p.bill_id, count(*) as payments from bill_payments p join transactions t on t.id = p.transaction_id
        where p.is_live and t.status <> 'pending' group by p.bill_id
      ) p on p.bill_id = b.id
      where (c.status = 'completed') <> (b.status not in ('issued', 'overdue')) or (c.status = 'completed') <> (c.completed_at is not null)
        or (b.status = 'paid' and b.paid_minor > 0 and coalesce(p.payments, 0) <> 1)`,
  },
];
