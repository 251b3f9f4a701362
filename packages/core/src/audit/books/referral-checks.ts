import type { BookCheck } from "./book-check.ts";

const DELIVERED = "('succeeded', 'refunded', 'partially_refunded')";

/** Invariant 3: codes, discounts and rewards. */
export const REFERRAL_CHECKS: readonly BookCheck[] = [
  {
    name: "referrals.discountInUse",
    rule: "A held discount belongs to a pending transaction of its customer, a used one to a delivered one, and no other has it.",
    text: `select d.id::text, format('It is %s by the transaction %s, which is %s.', d.status, d.transaction_id, coalesce(t.status, 'unknown')) as what
      from referral_discounts d left join transactions t on t.id = d.transaction_id
      where d.status in ('held', 'used') and (t.id is null or t.payer_id is distinct from d.customer_id
        or t.referral_discount_id is distinct from d.id
        or not case d.status when 'held' then t.status = 'pending' else t.status in ${DELIVERED} end)`,
  },
  {
    // A full refund gives the discount back, also where the gateway has yet to carry it out or has refused to.
    name: "referrals.discountOfTransaction",
    rule: "A transaction priced with a referral discount holds it while pending, and has used it once delivered.",
    text: `select t.id::text, format('It is %s with the discount %s, which is %s.', t.status, t.referral_discount_id, coalesce(d.status, 'unknown')) as what
      from transactions t left join referral_discounts d on d.id = t.referral_discount_id
      where t.referral_discount_id is not null and (d.id is null or d.customer_id is distinct from t.payer_id
        or (t.status = 'pending' and (d.status <> 'held' or d.transaction_id <> t.id))
        or (t.status in ('succeeded', 'partially_refunded') and (d.status <> 'used' or d.transaction_id <> t.id)
          and t.refund_requested_minor < t.captured_minor
          and not exists (select from transactions r where r.refund_of_id = t.id and r.status = 'failed')))`,
  },
  {
    name: "referrals.uses",
    rule: "A code counts as many uses as customers registered with it, at most as many as it allows, and they name its owner.",
    text: `select c.id::text, format('The code %s counts %s of %s uses and has %s referrals.', c.code, c.uses, c.max_uses, coalesce(r.referrals, 0)) as what
      from referral_codes c left join (
        select r.code_id, count(*) as referrals, bool_or(r.referrer_id <> c.owner_id) as is_foreign
        from referrals r join referral_codes c on c.id = r.code_id group by r.code_id
      ) r on r.code_id = c.id
      where c.uses <> coalesce(r.referrals, 0) or c.uses > c.max_uses or r.is_foreign`,
  },
  {
    name: "referrals.completion",
    rule: "A referral is completed exactly when its referee has paid for a delivered recharge.",
    text: `select r.id::text, format('It was completed at %s by the transaction %s, which is %s.', r.completed_at, r.completing_transaction_id, coalesce(t.status, 'unknown')) as what
      from referrals r left join transactions t on t.id = r.completing_transaction_id
      where r.completed_at is not null and (t.id is null or t.payer_id is distinct from r.referee_id or t.status not in ${DELIVERED}
        or t.type not in ('prepaid_recharge', 'topup_purchase'))
      union all
      select r.id::text, format('It is not completed, and its referee has %s delivered recharges.', paid.recharges)
      from referrals r join (
        select payer_id, count(*) as recharges from transactions
        where type in ('prepaid_recharge', 'topup_purchase') and status in ${DELIVERED} group by payer_id
      ) paid on paid.payer_id = r.referee_id
      where r.completed_at is null`,
  },
  {
    // The operator may set the reward to 0 percent; then a completion has none.
    name: "referrals.reward",
    rule: "Every completed referral rewarded its referrer once, and no other did.",
    text: `select r.id::text, format('Completed %s, it has %s rewards.', coalesce(r.completed_at::text, 'never'), coalesce(d.rewards, 0)) as what
      from referrals r left join (
        select referral_id, count(*) as rewards from referral_discounts where role = 'referrer' group by referral_id
      ) d on d.referral_id = r.id
      where coalesce(d.rewards, 0) > (r.completed_at is not null)::int
        or (r.completed_at is not null and coalesce(d.rewards, 0) = 0 and not exists (
          select from operator_setting_changes c where c.name = 'referrerDiscountPercent' and (c.before = '0' or c.after = '0'))
          and not exists (select from operator_settings s where s.name = 'referrerDiscountPercent' and s.value = '0'))
      union all
      select d.id::text, format('The %s discount is of the customer %s, who is not the %1$s.', d.role, d.customer_id)
      from referral_discounts d join referrals r on r.id = d.referral_id
      where d.customer_id <> case d.role when 'referrer' then r.referrer_id else r.referee_id end`,
  },
  {
    name: "referrals.log",
    rule: "The usage log has each step of a referral once: used, completed, rewarded.",
    text: `select r.id::text, format('Its log has %s used, %s completed and %s rewarded.', coalesce(e.used, 0), coalesce(e.completed, 0), coalesce(e.rewarded, 0)) as what
      from referrals r left join (
        select referral_id, count(*) filter (where kind = 'used') as used, count(*) filter (where kind = 'completed') as completed,
          count(*) filter (where kind = 'rewarded') as rewarded
        from referral_events where referral_id is not null group by referral_id
      ) e on e.referral_id = r.id
      where coalesce(e.used, 0) <> 1 or coalesce(e.completed, 0) <> (r.completed_at is not null)::int
        or coalesce(e.rewarded, 0) <> (exists (select from referral_discounts d where d.referral_id = r.id and d.role = 'referrer'))::int`,
  },
];
