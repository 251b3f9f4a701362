import type { World } from "./world.fixture.ts";

const FREE_BILLS = "alter table bills drop constraint bills_settled_check, drop constraint bills_amounts_check";

/** One way or more to break each invariant of postpaid, usage, family links and broadcasts. */
export const LIFE_DAMAGES: readonly (readonly [check: string, how: string, damage: (ids: World) => string])[] = [
  [
    "postpaid.lineMode",
    "a line with a main plan is idle",
    ({ mainLine }) => `update lines set mode = 'idle' where id = '${mainLine}'`,
  ],
  [
    "postpaid.lineMode",
    "a family number's line stays in its mode after it has gone",
    ({ familyLine }) => `update postpaid_secondaries set status = 'removed' where line_id = '${familyLine}'`,
  ],
  [
    "postpaid.lineMode",
    "a line has two main plans",
    ({ mainLine, cancelled }) => `drop index postpaid_activations_line_id_idx;
      update postpaid_activations set line_id = '${mainLine}', status = 'active', cancelled_at = null where id = '${cancelled}'`,
  ],
  [
    "postpaid.openCycle",
    "an activation runs without a cycle",
    ({ openCycle }) => `update postpaid_cycles set status = 'closed', closed_at = ends_at where id = '${openCycle}'`,
  ],
  [
    "postpaid.openCycle",
    "a cancelled activation has an open cycle",
    ({ cancelled }) =>
      `update postpaid_cycles set status = 'open', closed_at = null where activation_id = '${cancelled}'`,
  ],
  [
    "postpaid.openCycle",
    "an activation has two open cycles",
    ({ completedCycle }) => `drop index postpaid_cycles_open_idx;
      update postpaid_cycles set status = 'open', closed_at = null where id = '${completedCycle}'`,
  ],
  [
    "postpaid.cyclesWithoutGap",
    "a cycle starts a minute late",
    ({ openCycle }) =>
      `update postpaid_cycles set starts_at = starts_at + interval '1 minute' where id = '${openCycle}'`,
  ],
  [
    "postpaid.cyclesWithoutGap",
    "a cycle's number is skipped",
    ({ openCycle }) => `update postpaid_cycles set number = 4 where id = '${openCycle}'`,
  ],
  [
    "postpaid.cyclesWithoutGap",
    "an activation never had a cycle",
    ({ cancelled }) => `delete from postpaid_cycles where activation_id = '${cancelled}'`,
  ],
  [
    "postpaid.secondaries",
    "a plan has more family numbers than it allows",
    ({ activation }) =>
      `update postpaid_activations set terms = terms || '{"maxSecondaryNumbers": 0}' where id = '${activation}'`,
  ],
  [
    "postpaid.secondaries",
    "a cancelled plan has a family number",
    ({ cancelled, familyLine }) =>
      `update postpaid_secondaries set activation_id = '${cancelled}' where line_id = '${familyLine}'`,
  ],
  [
    "bills.onePerCycle",
    "a closed cycle has no bill",
    ({ overdueBill }) => `delete from bills where id = '${overdueBill}'`,
  ],
  [
    "bills.onePerCycle",
    "an open cycle was billed",
    ({ openCycle, overdueBill }) => `update bills set cycle_id = '${openCycle}' where id = '${overdueBill}'`,
  ],
  [
    "bills.onePerCycle",
    "a bill is over another period than its cycle",
    ({ paidBill }) => `update bills set period_end = period_end + interval '1 day' where id = '${paidBill}'`,
  ],
  [
    "bills.linesSum",
    "a bill's total is not the sum of its lines",
    ({ overdueBill }) => `update bills set total_minor = total_minor + 1 where id = '${overdueBill}'`,
  ],
  [
    "bills.linesSum",
    "a bill shows another tax than its percentage says",
    ({ paidBill }) => `update bills set tax_minor = tax_minor - 1 where id = '${paidBill}'`,
  ],
  ["bills.linesSum", "lines are left of a bill", ({ paidBill }) => `delete from bills where id = '${paidBill}'`],
  ["bills.charges", "an add-on was not charged", ({ addon }) => `delete from bill_lines where addon_id = '${addon}'`],
  [
    "bills.charges",
    "the plan was charged twice",
    ({
      paidBill,
    }) => `insert into bill_lines select gen_random_uuid(), bill_id, 99, kind, description, quantity, amount_minor, addon_id, credit_note_id
      from bill_lines where bill_id = '${paidBill}' and kind = 'base'`,
  ],
  [
    "bills.charges",
    "overage costs more than the plan says",
    ({ paidBill }) =>
      `update bill_lines set amount_minor = amount_minor + 1 where bill_id = '${paidBill}' and kind = 'overage'`,
  ],
  [
    "bills.charges",
    "an add-on of another cycle was charged",
    ({ addon, openCycle }) => `update postpaid_addons set cycle_id = '${openCycle}' where id = '${addon}'`,
  ],
  ["documents.numbers", "a bill's number is missing", ({ paidBill }) => `delete from bills where id = '${paidBill}'`],
  [
    "documents.numbers",
    "two credit notes have one number",
    () => "alter table credit_notes drop constraint credit_notes_number_unique; update credit_notes set number = 1",
  ],
  ["documents.numbers", "the counter lags", () => "update document_counters set last = last - 1 where name = 'bill'"],
  [
    "bills.payments",
    "a bill was paid twice",
    ({ paidBill, overdueBill }) => `drop index bill_payments_live_idx;
      insert into bill_payments select gen_random_uuid(), '${overdueBill}', true from bill_payments;
      update bill_payments set bill_id = '${paidBill}'`,
  ],
  [
    "bills.payments",
    "a payment that came in does not count",
    ({ payment }) => `update bill_payments set is_live = false where transaction_id = '${payment}'`,
  ],
  [
    "bills.payments",
    "a payment pays no bill",
    ({ payment }) => `delete from bill_payments where transaction_id = '${payment}'`,
  ],
  [
    "bills.paid",
    "a bill says that more was paid than came in",
    ({ overdueBill }) => `update bills set paid_minor = 1 where id = '${overdueBill}'`,
  ],
  [
    "bills.paid",
    "a paid bill is issued",
    ({ paidBill }) => `${FREE_BILLS}; update bills set status = 'issued' where id = '${paidBill}'`,
  ],
  [
    "bills.paid",
    "a bill is overdue before it is due",
    ({ overdueBill }) => `update bills set due_at = '2099-01-01' where id = '${overdueBill}'`,
  ],
  [
    "bills.credited",
    "a credit lowered nothing",
    ({ overdueBill }) => `update bills set credited_minor = 0 where id = '${overdueBill}'`,
  ],
  [
    "bills.credited",
    "money was given back without a credit note",
    ({ payment }) =>
      `update transactions set refund_requested_minor = 1, refunded_minor = 1, status = 'partially_refunded' where id = '${payment}'`,
  ],
  [
    "bills.credited",
    "a credit note is of another activation than its bill",
    ({ cancelled, carriedNote }) =>
      `update credit_notes set activation_id = '${cancelled}' where id = '${carriedNote}'`,
  ],
  [
    "creditNotes.carried",
    "a carried credit was used and may be used again",
    ({ carriedNote }) => `update credit_notes set carried_used_minor = 0 where id = '${carriedNote}'`,
  ],
  [
    "creditNotes.carried",
    "a bill takes off what no credit note gives",
    ({ carriedNote }) => `update bill_lines set credit_note_id = null where credit_note_id = '${carriedNote}'`,
  ],
  [
    "cycles.completed",
    "a cycle is completed though its bill is open",
    ({ overdueBill }) =>
      `update postpaid_cycles set status = 'completed', completed_at = closed_at where id = (select cycle_id from bills where id = '${overdueBill}')`,
  ],
  [
    "cycles.completed",
    "a cycle stays closed though its bill is paid",
    ({ completedCycle }) =>
      `update postpaid_cycles set status = 'closed', completed_at = null where id = '${completedCycle}'`,
  ],
  [
    "cycles.completed",
    "a paid bill has no payment",
    ({ payment }) => `delete from bill_payments where transaction_id = '${payment}'`,
  ],
  ["usage.splits", "an event's parts are less than it", () => "update usage_events set amount = amount + 1"],
  ["usage.splits", "an event has no parts", () => "update usage_events set splits = '[]' where event_id = 'event-0'"],
  ["usage.keys", "an event was rated twice", () => "insert into usage_events select * from usage_events limit 1"],
  ["usage.keys", "an event was lost", () => "delete from usage_events where event_id = 'event-0'"],
  ["usage.keys", "an event is unknown by its id", () => "delete from usage_event_keys where event_id = 'event-0'"],
  [
    "usage.buckets",
    "a bucket counts more than events drew",
    ({ bucket }) => `update usage_buckets set used = used + 1 where id = '${bucket}'`,
  ],
  ["usage.buckets", "a bucket is gone", ({ bucket }) => `delete from usage_buckets where id = '${bucket}'`],
  [
    "usage.buckets",
    "more was used than the bucket gives",
    ({ bucket }) => `alter table usage_buckets drop constraint usage_buckets_used_check;
      update usage_buckets set allowance = 1 where id = '${bucket}'`,
  ],
  [
    "usage.bucketDays",
    "a draw counts on the wrong day",
    ({ bucket }) => `update usage_bucket_days set day = day + 1 where bucket_id = '${bucket}'`,
  ],
  [
    "usage.bucketDays",
    "a day's draw is missing",
    ({ bucket }) => `update usage_bucket_days set used = used - 1 where bucket_id = '${bucket}'`,
  ],
  [
    "usage.bucketsAsSold",
    "a bucket gives more than was sold",
    ({ bucket }) => `update usage_buckets set allowance = allowance * 2 where id = '${bucket}'`,
  ],
  [
    "usage.bucketsAsSold",
    "a bucket is of nothing",
    ({ bucket }) => `update usage_buckets set source_id = gen_random_uuid() where id = '${bucket}'`,
  ],
  ["usage.days", "a day counts less than its events", () => "update usage_days set amount = amount - 1"],
  ["usage.days", "roaming counts as home", () => "update usage_days set roaming_amount = 0"],
  ["usage.days", "a day is missing", () => "delete from usage_days"],
  [
    "usage.overage",
    "a cycle lost its overage",
    ({ completedCycle }) =>
      `update postpaid_cycles set overage_bytes = overage_bytes - 1 where id = '${completedCycle}'`,
  ],
  [
    "usage.overage",
    "a cycle counts overage that nobody used",
    ({ openCycle }) => `update postpaid_cycles set overage_bytes = 1 where id = '${openCycle}'`,
  ],
  [
    "links.live",
    "a number is linked twice by one customer",
    ({ link }) => `drop index linked_accounts_live_idx;
      insert into linked_accounts select gen_random_uuid(), customer_id, line_id, phone, label, relationship, status, requested_at, expires_at, resends,
        linked_at, ended_at, ended_by from linked_accounts where id = '${link}'`,
  ],
  [
    "links.live",
    "a customer has linked an own number",
    ({ link }) =>
      `update lines set owner_id = k.customer_id from linked_accounts k where k.id = '${link}' and lines.id = k.line_id`,
  ],
  [
    "broadcasts.recipients",
    "a recipient has no notice",
    ({ broadcast }) =>
      `update broadcast_recipients set notification_id = gen_random_uuid() where broadcast_id = '${broadcast}'`,
  ],
  [
    "broadcasts.recipients",
    "two recipients share a notice",
    ({ broadcast }) =>
      `insert into broadcast_recipients select broadcast_id, gen_random_uuid(), notification_id, created_at from broadcast_recipients where broadcast_id = '${broadcast}'`,
  ],
  [
    "transactions.payer",
    "a sale by a partner has a payer",
    ({ succeeded }) => `update transactions set partner_id = gen_random_uuid() where id = '${succeeded}'`,
  ],
  [
    "transactions.payer",
    "nobody paid",
    ({ succeeded }) => `update transactions set payer_id = null where id = '${succeeded}'`,
  ],
];
