import type { BookCheck } from "./book-check.ts";

/** Invariants 4 and 7 of bills: what a cycle costs, each once, numbered without a gap. */
export const BILLING_CHECKS: readonly BookCheck[] = [
  {
    name: "bills.onePerCycle",
    rule: "Every cycle that is closed has exactly one bill, over its own period and of its activation, and an open one has none.",
    text: `select c.id::text, format('The cycle %s of the activation %s is %s and has %s bills.', c.number, c.activation_id, c.status, coalesce(b.bills, 0)) as what
      from postpaid_cycles c left join (select cycle_id, count(*) as bills from bills group by cycle_id) b on b.cycle_id = c.id
      where coalesce(b.bills, 0) <> (c.status <> 'open')::int
      union all
      select b.id::text, format('The bill %s from %s to %s is not over its cycle %s, or not of its activation.', b.number, b.period_start, b.period_end, b.cycle_id)
      from bills b left join postpaid_cycles c on c.id = b.cycle_id left join postpaid_activations a on a.id = b.activation_id
      where c.id is null or b.activation_id <> c.activation_id or b.period_start <> c.starts_at or b.period_end <> c.ends_at
        or a.customer_id is distinct from b.customer_id or a.line_id is distinct from b.line_id`,
  },
  {
    name: "bills.linesSum",
    rule: "A bill's lines sum to its total, and the tax is the part of the total that its percentage says.",
    text: `select b.id::text, format('The bill %s is over %s with %s tax of %s percent; its lines sum to %s.', b.number, b.total_minor, b.tax_minor, b.tax_percent, coalesce(l.amount, 0)) as what
      from bills b left join (select bill_id, sum(amount_minor) as amount from bill_lines group by bill_id) l on l.bill_id = b.id
      where b.total_minor <> coalesce(l.amount, 0)
        or b.tax_minor <> b.total_minor - round(b.total_minor::numeric * 100 / (100 + b.tax_percent))
      union all
      select l.id::text, format('The line belongs to the bill %s, which does not exist.', l.bill_id)
      from bill_lines l where not exists (select from bills b where b.id = l.bill_id)`,
  },
  {
    name: "bills.charges",
    rule: "A bill charges its plan once, each add-on of its cycle once at its price, and the overage of its cycle at the plan's price.",
    text: `select b.id::text, format('The bill %s has %s lines for the plan over %s; the plan costs %s.', b.number, coalesce(l.lines, 0), coalesce(l.amount, 0), a.terms->>'priceMinor') as what
      from bills b join postpaid_activations a on a.id = b.activation_id left join (
        select bill_id, count(*) as lines, sum(amount_minor) as amount from bill_lines where kind = 'base' group by bill_id
      ) l on l.bill_id = b.id
      where coalesce(l.lines, 0) <> 1 or l.amount <> (a.terms->>'priceMinor')::bigint
      union all
      select d.id::text, format('The add-on of the cycle %s costs %s and is charged %s times with %s.', d.cycle_id, d.terms->>'priceMinor', coalesce(l.lines, 0), coalesce(l.amount, 0))
      from postpaid_addons d join postpaid_cycles c on c.id = d.cycle_id left join bills b on b.cycle_id = c.id left join (
        select bill_id, addon_id, count(*) as lines, sum(amount_minor) as amount from bill_lines where kind = 'addon' group by bill_id, addon_id
      ) l on l.addon_id = d.id and l.bill_id = b.id
      where d.activation_id <> c.activation_id
        or (c.status <> 'open' and (coalesce(l.lines, 0) <> 1 or l.amount <> (d.terms->>'priceMinor')::bigint))
      union all
      select l.id::text, format('The line charges the add-on %s, which is not of the cycle of its bill.', coalesce(l.addon_id::text, 'none'))
      from bill_lines l join bills b on b.id = l.bill_id left join postpaid_addons d on d.id = l.addon_id
      where l.kind = 'addon' and d.cycle_id is distinct from b.cycle_id
      union all
      select b.id::text, format('The bill %s charges %s for %s bytes of overage; the cycle had %s.', b.number, coalesce(l.amount, 0), coalesce(l.bytes, 0), c.overage_bytes)
      from bills b join postpaid_cycles c on c.id = b.cycle_id join postpaid_activations a on a.id = b.activation_id left join (
        select bill_id, sum(quantity) as bytes, sum(amount_minor) as amount from bill_lines where kind = 'overage' group by bill_id
      ) l on l.bill_id = b.id
      where a.terms->>'overagePricePerGbMinor' is not null and (coalesce(l.bytes, 0) <> c.overage_bytes
          or coalesce(l.amount, 0) <> round(c.overage_bytes::numeric * (a.terms->>'overagePricePerGbMinor')::bigint / 1073741824))
        or (a.terms->>'overagePricePerGbMinor' is null and l.bill_id is not null)`,
  },
  {
    name: "documents.numbers",
    rule: "Bills and credit notes are numbered from 1 without a gap, up to what their counter says.",
    text: `select d.name as id, format('There are %s of them, %s numbers from %s to %s, and the counter says %s.', d.documents, d.numbers, d.lowest, d.highest, coalesce(c.last, 0)) as what
      from (
        select 'bill' as name, count(*) as documents, count(distinct number) as numbers, coalesce(min(number), 1) as lowest, coalesce(max(number), 0) as highest from bills
        union all
        select 'credit_note', count(*), count(distinct number), coalesce(min(number), 1), coalesce(max(number), 0) from credit_notes
      ) d left join document_counters c on c.name = d.name
      where d.documents <> d.numbers or d.lowest <> 1 or d.highest <> d.documents or d.highest <> coalesce(c.last, 0)`,
  },
];
