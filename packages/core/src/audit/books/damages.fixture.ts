import { ANALYTICS_DAMAGES } from "./analytics-damages.fixture.ts";
import { LIFE_DAMAGES } from "./life-damages.fixture.ts";
import type { World } from "./world.fixture.ts";

const FREE_DISCOUNTS = "alter table referral_discounts drop constraint referral_discounts_transaction_check";
const FREE_REFUNDS = "alter table transactions drop constraint transactions_refund_check";

/** One way or more to break each invariant. */
export const DAMAGES: readonly (readonly [check: string, how: string, damage: (ids: World) => string])[] = [
  [
    "lines.onePlanAtATime",
    "two plans run at once",
    ({ line }) => `alter table subscriptions drop constraint subscriptions_no_overlap;
      update subscriptions set starts_at = starts_at - interval '2 days' where line_id = '${line}' and start_recorded_at is null`,
  ],
  [
    "lines.queueWithoutGap",
    "a waiting plan starts an hour late",
    ({ line }) =>
      `update subscriptions set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'
        where line_id = '${line}' and start_recorded_at is null`,
  ],
  [
    "lines.queueWithoutGap",
    "a plan waits although none runs",
    ({ running }) => `update subscriptions set cancelled_at = starts_at where id = '${running}'`,
  ],
  [
    "lines.baseEndsAt",
    "the line's end is a second off",
    ({ line }) => `update lines set base_ends_at = base_ends_at + interval '1 second' where id = '${line}'`,
  ],
  [
    "lines.baseEndsAt",
    "the line forgot its plans",
    ({ line }) => `update lines set base_ends_at = null where id = '${line}'`,
  ],
  [
    "lines.mode",
    "a line with a prepaid plan is postpaid",
    ({ line }) => `update lines set mode = 'postpaid' where id = '${line}'`,
  ],
  [
    "lines.owner",
    "the ownership is closed but the owner stays",
    ({ line }) => `update line_ownerships set until = since where line_id = '${line}'`,
  ],
  [
    "subscriptions.onePerSale",
    "a sale has no plan",
    ({ running }) => `delete from subscriptions where id = '${running}'`,
  ],
  [
    "subscriptions.onePerSale",
    "a sale has two plans",
    ({ running }) => `drop index subscriptions_transaction_id_idx;
      insert into subscriptions select gen_random_uuid(), line_id, transaction_id, payer_id, plan_id, is_topup, terms, starts_at, starts_at,
        starts_at, created_at, start_recorded_at, end_recorded_at from subscriptions where id = '${running}'`,
  ],
  [
    "subscriptions.onePerSale",
    "a pending payment has a plan already",
    ({ running, pending }) => `update subscriptions set transaction_id = '${pending}' where id = '${running}'`,
  ],
  [
    "subscriptions.refundedIsEnded",
    "a refunded plan runs on",
    ({ refunded }) =>
      `update subscriptions set cancelled_at = null, ends_at = '2027-01-01' where transaction_id = '${refunded}'`,
  ],
  [
    "subscriptions.asSold",
    "a plan's terms were edited",
    ({ running }) => `update subscriptions set terms = terms || '{"smsCount": 1}' where id = '${running}'`,
  ],
  [
    "subscriptions.asSold",
    "a plan is on another line",
    ({ running }) =>
      `update subscriptions set line_id = (select line_id from subscriptions where line_id <> subscriptions.line_id or id <> '${running}' order by id limit 1) where id = '${running}'`,
  ],
  [
    "subscriptions.validity",
    "a plan lasts a minute longer than sold",
    ({ line }) =>
      `update subscriptions set ends_at = ends_at + interval '1 minute' where line_id = '${line}' and start_recorded_at is null and not is_topup`,
  ],
  [
    "subscriptions.recorded",
    "a recorded start has no event",
    ({ running }) => `delete from subscription_events where subscription_id = '${running}'`,
  ],
  [
    "subscriptions.recorded",
    "a cancelled plan has no event of it",
    () => "delete from subscription_events where kind in ('cancelled', 'refunded')",
  ],
  [
    "subscriptions.recorded",
    "a start was recorded before it happened",
    ({ line }) =>
      `update subscriptions set start_recorded_at = created_at where line_id = '${line}' and start_recorded_at is null`,
  ],
  [
    "transactions.amounts",
    "the final amount is not price less discount",
    ({ succeeded }) => `alter table transactions drop constraint transactions_amounts_check;
      update transactions set original_amount_minor = original_amount_minor + 1 where id = '${succeeded}'`,
  ],
  [
    "transactions.amounts",
    "more is refunded than was captured",
    ({ refunded }) => `${FREE_REFUNDS};
      update transactions set refund_requested_minor = captured_minor + 1, refunded_minor = captured_minor + 1 where id = '${refunded}'`,
  ],
  [
    "transactions.statusOfMoney",
    "a refunded transaction says succeeded",
    ({ refunded }) => `update transactions set status = 'succeeded' where id = '${refunded}'`,
  ],
  [
    "transactions.statusOfMoney",
    "a pending payment is captured",
    ({ pending }) => `update transactions set captured_minor = final_amount_minor where id = '${pending}'`,
  ],
  [
    "transactions.refunds",
    "the refund itself is gone",
    ({ refunded }) => `delete from transactions where refund_of_id = '${refunded}'`,
  ],
  [
    "transactions.refunds",
    "a refund gives back another's money",
    ({ refunded }) => `update transactions set payer_id = null where refund_of_id = '${refunded}'`,
  ],
  [
    "transactions.events",
    "the last event is missing",
    ({ succeeded }) =>
      `delete from transaction_events where transaction_id = '${succeeded}' and to_status = 'succeeded'`,
  ],
  [
    "transactions.events",
    "there are no events",
    ({ succeeded }) => `delete from transaction_events where transaction_id = '${succeeded}'`,
  ],
  [
    "transactions.events",
    "an event is told twice",
    ({
      succeeded,
    }) => `insert into transaction_events select gen_random_uuid(), transaction_id, from_status, to_status, cause, actor_kind, actor_id,
      amount_minor, created_at from transaction_events where transaction_id = '${succeeded}' and to_status = 'succeeded'`,
  ],
  [
    "transactions.line",
    "a sale names no line",
    ({ succeeded }) => `update transactions set line_id = null where id = '${succeeded}'`,
  ],
  [
    "payments.oneAttempt",
    "a sale was never charged",
    ({ succeeded }) => `delete from payments where transaction_id = '${succeeded}'`,
  ],
  [
    "payments.oneAttempt",
    "the charge is over another amount",
    ({ succeeded }) => `update payments set amount_minor = amount_minor + 1 where transaction_id = '${succeeded}'`,
  ],
  [
    "payments.status",
    "the charge of a sale failed",
    ({ succeeded }) => `update payments set status = 'failed' where transaction_id = '${succeeded}'`,
  ],
  [
    "payments.status",
    "a charge went through and its transaction is pending",
    ({ pending }) =>
      `update payments set status = 'succeeded', provider_reference = 'x' where transaction_id = '${pending}'`,
  ],
  [
    "payments.refundOfCharge",
    "a refund gives back no charge",
    ({ refunded }) =>
      `update payments set charge_id = id where kind = 'refund' and charge_id = (select id from payments where transaction_id = '${refunded}')`,
  ],
  [
    "referrals.discountInUse",
    "a used discount belongs to another transaction",
    ({ running }) =>
      `update referral_discounts set transaction_id = (select transaction_id from subscriptions where id = '${running}') where status = 'used' and role = 'referee'`,
  ],
  [
    "referrals.discountInUse",
    "a discount is held by a transaction that is through",
    ({ succeeded }) => `update referral_discounts set status = 'held' where transaction_id = '${succeeded}'`,
  ],
  [
    "referrals.discountOfTransaction",
    "a discount that was used is free again",
    ({ succeeded }) =>
      `update referral_discounts set status = 'unused', transaction_id = null where transaction_id = '${succeeded}'`,
  ],
  [
    "referrals.discountOfTransaction",
    "a pending transaction does not hold its discount",
    () => `${FREE_DISCOUNTS}; update referral_discounts set status = 'revoked' where status = 'held'`,
  ],
  ["referrals.uses", "a code counts too few uses", () => "update referral_codes set uses = 0"],
  [
    "referrals.uses",
    "a code serves more than it may",
    () =>
      `alter table referral_codes drop constraint referral_codes_uses_check; update referral_codes set max_uses = 0`,
  ],
  [
    "referrals.completion",
    "a referee has paid and the referral is open",
    ({ succeeded }) =>
      `update referrals set completed_at = null, completing_transaction_id = null where completing_transaction_id = '${succeeded}'`,
  ],
  [
    "referrals.completion",
    "a referral was completed by a payment under way",
    ({ pending, succeeded }) =>
      `update referrals set completing_transaction_id = '${pending}' where completing_transaction_id = '${succeeded}'`,
  ],
  ["referrals.reward", "a completion has no reward", () => "delete from referral_discounts where role = 'referrer'"],
  [
    "referrals.reward",
    "a completion rewards twice",
    () => `drop index referral_discounts_referral_role_idx;
      insert into referral_discounts select gen_random_uuid(), referral_id, customer_id, role, percent, 'revoked', null, created_at, expires_at
      from referral_discounts where role = 'referrer'`,
  ],
  ["referrals.log", "a step is not in the log", () => "delete from referral_events where kind = 'rewarded'"],
  [
    "keys.oneTransaction",
    "two keys stand for one transaction",
    ({
      succeeded,
    }) => `insert into idempotency_keys select actor_kind, actor_id, operation, key || '2', request_hash, transaction_id, '2099-01-01'
        from idempotency_keys where transaction_id = '${succeeded}';
      update idempotency_keys set expires_at = '2099-01-01'`,
  ],
  [
    "keys.oneTransaction",
    "a key stands for nothing",
    ({ succeeded }) =>
      `update idempotency_keys set transaction_id = gen_random_uuid() where transaction_id = '${succeeded}'`,
  ],
  [
    "notifications.oneCause",
    "a notice was written twice for one cause",
    () => `insert into notifications select gen_random_uuid(), type, customer_id, phone, line_id, params, sealed_secret, null, read_at, created_at
      from notifications limit 1`,
  ],
  [
    "notifications.oneCause",
    "a notice was lost",
    () => "delete from notifications where id = (select id from notifications limit 1)",
  ],
  [
    "notifications.deliveries",
    "two notices have one place in the stream",
    () => "update notifications set stream_seq = 1",
  ],
  ["audit.chain", "a sealed row was edited", () => "update audit_events set reason = 'Another reason'"],
  [
    "gateway.ledgerInBooks",
    "the gateway captured another amount",
    ({ succeeded }) => `update payments set amount_minor = amount_minor + 1 where transaction_id = '${succeeded}'`,
  ],
  [
    "gateway.ledgerInBooks",
    "the gateway captured what we reversed",
    ({ succeeded }) => `update payments set status = 'reversed' where transaction_id = '${succeeded}'`,
  ],
  [
    "gateway.ledgerInBooks",
    "the gateway captured for an attempt we do not know",
    ({ succeeded }) => `delete from payments where transaction_id = '${succeeded}'`,
  ],
  [
    "gateway.booksInLedger",
    "we say that money came which the gateway never took",
    ({ pending }) =>
      `update payments set status = 'succeeded', provider_reference = 'x' where transaction_id = '${pending}'`,
  ],
  ...LIFE_DAMAGES,
  ...ANALYTICS_DAMAGES,
];
