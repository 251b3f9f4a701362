import { isoOf, NEWEST, placeOf, type Source } from "./source.ts";

/** Where the customer is signed in. Sign-ins that have ended are told by their notices. */
export const signIns: Source = {
  kinds: ["sign_in"],
  text: () => `select ${placeOf("s.created_at", "s.id", "'0'")} as place, 'sign_in' as kind, 'signed_in' as event,
      'session' as subject_kind, s.id::text as subject_id,
      jsonb_build_object('channel', s.channel, 'ip', s.ip, 'userAgent', s.user_agent, 'lastUsedAt', ${isoOf("s.last_used_at")}) as facts
    from customer_sessions s where s.user_id = $1 and ${placeOf("s.created_at", "s.id", "'0'")} < $2 ${NEWEST}`,
};

/** The audit log of the account: what staff did, and what bears on its security. `$1` is a uuid here too: a parameter has one type. */
export const audited: Source = {
  kinds: ["security", "staff_action"],
  text: (
    wanted,
  ) => `select e.id as place, case e.actor_kind when 'admin' then 'staff_action' else 'security' end as kind, e.action as event,
      'customer' as subject_kind, e.subject_id, jsonb_build_object('reason', e.reason, 'actorKind', e.actor_kind, 'actorId', e.actor_id,
        'actorName', (select a.full_name from admins a where a.id = case e.actor_kind when 'admin' then e.actor_id::uuid end)) as facts
    from audit_events e where e.subject_id = $1::uuid::text and e.subject_kind = 'customer' and e.id < $2
      ${wanted.has("staff_action") ? "" : "and e.actor_kind <> 'admin'"} ${wanted.has("security") ? "" : "and e.actor_kind = 'admin'"} ${NEWEST}`,
};

const USAGE_ALERTS =
  "('low_balance', 'usage_50', 'usage_80', 'data_exhausted', 'daily_limit_reached', 'topup_exhausted')";

/** What the customer was told. A one-time code is never among the params. */
export const notices: Source = {
  kinds: ["usage_alert", "notice"],
  text: (
    wanted,
  ) => `select n.id as place, case when n.type in ${USAGE_ALERTS} then 'usage_alert' else 'notice' end as kind, n.type as event,
      'notification' as subject_kind, n.id::text as subject_id,
      (n.params - array['text', 'textHi', 'titleHi', 'channels']) || jsonb_build_object('sentTo', n.phone, 'readAt', ${isoOf("n.read_at")}) as facts
    from notifications n where n.customer_id = $1 and n.id < $2
      ${wanted.has("notice") ? "" : `and n.type in ${USAGE_ALERTS}`} ${wanted.has("usage_alert") ? "" : `and n.type not in ${USAGE_ALERTS}`} ${NEWEST}`,
};
