import { NEWEST, placeOf, type Source } from "./source.ts";

/** Requested, linked and ended are instants of one row; each is a step of its own. */
const STEPS = "(values ('requested', l.requested_at, '0'), ('linked', l.linked_at, '1'), (l.status, l.ended_at, '2'))";
const STEP_PLACE = placeOf("step.at", "l.id", "step.number");

/** Links the customer made, and links others made to a number while it was the customer's. Each has a handful: they are read whole. */
export const links: Source = {
  kinds: ["link"],
  text: () => `select ${STEP_PLACE} as place, 'link' as kind, step.event, 'linkedAccount' as subject_kind, l.id::text as subject_id,
      jsonb_build_object('direction', l.direction, 'phoneNumber', l.phone, 'label', l.label, 'relationship', l.relationship,
        'endedBy', case step.number when '2' then l.ended_by end) as facts
    from (
      select 'outgoing' as direction, null::timestamptz as since, null::timestamptz as until, l.* from linked_accounts l where l.customer_id = $1
      union all
      select 'incoming', o.since, o.until, l.* from line_ownerships o join linked_accounts l on l.line_id = o.line_id where o.customer_id = $1
    ) l cross join lateral ${STEPS} as step(event, at, number)
    where step.at is not null and (l.since is null or step.at >= l.since) and (l.until is null or step.at <= l.until) and ${STEP_PLACE} < $2 ${NEWEST}`,
};

/** The life of the customer's codes, and of the referral by which they came themselves, but for the other side's rewards. */
export const referrals: Source = {
  kinds: ["referral"],
  text: () => `select e.id as place, 'referral' as kind, e.kind as event, 'referralCode' as subject_kind, e.code_id::text as subject_id,
      jsonb_build_object('role', e.role, 'code', e.code, 'referralId', e.referral_id, 'transactionId', e.transaction_id) as facts
    from (
      select 'referrer' as role, c.code, e.* from referral_codes c cross join lateral (
        select * from referral_events e where e.code_id = c.id and e.id < $2 order by e.id desc limit $3
      ) e where c.owner_id = $1
      union all
      select 'referee', c.code, e.* from referrals r join referral_codes c on c.id = r.code_id join referral_events e on e.referral_id = r.id
      where r.referee_id = $1 and e.id < $2 and e.customer_id is distinct from r.referrer_id
    ) e ${NEWEST}`,
};
