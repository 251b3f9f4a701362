import type { BookCheck } from "./book-check.ts";

/** Attempts with the gateway against the transactions they are for. Open attempts of pending transactions are under way. */
export const PAYMENT_CHECKS: readonly BookCheck[] = [
  {
    name: "payments.oneAttempt",
    rule: "Every transaction has exactly one attempt of its kind, over its amount and in its currency.",
    text: `select t.id::text, format('It has %s attempts over its amount and %s in all.', coalesce(p.fitting, 0), coalesce(p.attempts, 0)) as what
      from transactions t left join (
        select p.transaction_id, count(*) as attempts, count(*) filter (
          where p.kind = case t.type when 'refund_adjustment' then 'refund' else 'charge' end
            and p.amount_minor = t.final_amount_minor and p.currency = t.currency) as fitting
        from payments p join transactions t on t.id = p.transaction_id group by p.transaction_id
      ) p on p.transaction_id = t.id
      where coalesce(p.fitting, 0) <> 1 or p.attempts <> 1
      union all
      select p.id::text, format('The attempt belongs to the transaction %s, which does not exist.', p.transaction_id)
      from payments p where not exists (select from transactions t where t.id = p.transaction_id)`,
  },
  {
    name: "payments.status",
    // A charge that was given up but may still capture stays unknown until the gateway says that it is over.
    rule: "An attempt's outcome is the one its transaction went by, and what succeeded was captured and has the gateway's reference.",
    text: `select p.id::text, format('The %s is %s, its transaction %s is %s with %s captured.', p.kind, p.status, t.id, t.status, t.captured_minor) as what
      from payments p join transactions t on t.id = p.transaction_id
      where t.captured_minor <> case p.status when 'succeeded' then p.amount_minor else 0 end
        or (p.status = 'succeeded' and p.provider_reference is null)
        or not case t.status
          when 'pending' then p.status in ('created', 'sent', 'unknown')
          when 'failed' then p.status in ('failed', 'succeeded')
          when 'reversed' then p.status in ('reversed', 'succeeded', 'unknown')
          else p.status = 'succeeded' end
        or (p.kind = 'refund' and t.status = 'failed' and p.status <> 'failed')`,
  },
  {
    name: "payments.refundOfCharge",
    rule: "A refund gives back the succeeded charge of the transaction it refunds, at the same provider.",
    text: `select r.id::text, format('It gives back the charge %s.', r.charge_id) as what
      from payments r join transactions t on t.id = r.transaction_id left join payments c on c.id = r.charge_id
      where r.kind = 'refund' and (c.id is null or c.kind <> 'charge' or c.status <> 'succeeded' or c.provider <> r.provider
        or c.transaction_id is distinct from t.refund_of_id)`,
  },
];
