import { RETENTION_DAYS } from "../../maintenance/retention.ts";
import type { BookCheck } from "./book-check.ts";

/** What customers and the operator have with people beside sales: family links and notices to many. */
export const PEOPLE_CHECKS: readonly BookCheck[] = [
  {
    name: "links.live",
    rule: "A customer has a number linked or asked for once, not an own one, and none that was released or of a closed account.",
    text: `select min(k.id::text) as id, format('The customer %s has the line %s linked %s times.', k.customer_id, k.line_id, count(*)) as what
      from linked_accounts k where k.status in ('requested', 'linked') group by k.customer_id, k.line_id having count(*) > 1
      union all
      select k.id::text, format('The link is %s; the line %s is %s and the account %s.', k.status, k.line_id,
        case when l.released_at is not null then 'released' when l.owner_id = k.customer_id then 'an own one' else 'another''s' end, c.status)
      from linked_accounts k join lines l on l.id = k.line_id join customers c on c.id = k.customer_id
      where k.status in ('requested', 'linked') and (l.released_at is not null or l.owner_id = k.customer_id or c.status = 'closed')`,
  },
  {
    name: "broadcasts.recipients",
    rule: "Everyone whom a broadcast reached has one notice of it, which is nobody else's.",
    text: `select r.broadcast_id || ' ' || r.customer_id as id, format('Its notice %s is of %s.', r.notification_id, coalesce(n.customer_id::text, 'nobody')) as what
      from broadcast_recipients r left join notifications n on n.id = r.notification_id left join customers c on c.id = r.customer_id
      where n.customer_id is distinct from r.customer_id
        and (n.id is not null or c.closed_at is null and r.created_at > $1::timestamptz - interval '${RETENTION_DAYS.notifications} days')
      union all
      select notification_id::text, format('The notice counts for %s recipients.', count(*)) from broadcast_recipients group by notification_id having count(*) > 1`,
  },
];
