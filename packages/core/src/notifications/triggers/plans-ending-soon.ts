import type { CoreContext } from "../../context.ts";
import type { Notice } from "../enqueue-notices.ts";
import { CHUNK } from "./tell-in-chunks.ts";

const DAY_MS = 86_400_000;

export type EndingPlan = {
  id: string;
  lineId: string;
  phone: string;
  ownerId: string | null;
  planName: string;
  endsAt: Date;
  nextPlanName: string | null;
};

/** Base plans that end within 24 hours and were not told of yet. */
export function findPlansEndingSoon(tx: CoreContext, after: string | null): Promise<EndingPlan[]> {
  const now = tx.clock.now();
  return tx.db.query<EndingPlan>({
    text: `select s.id, s.line_id as "lineId", l.phone, l.owner_id as "ownerId", s.terms->>'planName' as "planName", s.ends_at as "endsAt",
        (select next.terms->>'planName' from subscriptions as next where next.line_id = s.line_id and not next.is_topup
          and next.cancelled_at is null and next.starts_at >= s.ends_at order by next.starts_at limit 1) as "nextPlanName"
      from subscriptions s join lines l on l.id = s.line_id
      where s.end_recorded_at is null and s.cancelled_at is null and not s.is_topup and s.starts_at <= $1
        and s.ends_at > $1 and s.ends_at <= $2 and ($3::uuid is null or s.id > $3)
        and not exists (select from notification_causes where cause_key = 'plan_expiry:' || s.id)
      order by s.id limit $4`,
    values: [now, new Date(now.getTime() + DAY_MS), after, CHUNK],
  });
}

/** To the line's owner, or to the number of a line without one. */
export function noticeOfEndingPlan({ id, lineId, phone, ownerId, planName, endsAt, nextPlanName }: EndingPlan): Notice {
  return {
    type: "plan_expiry",
    customerId: ownerId,
    phone,
    lineId,
    params: { planName, phone, endsAt: endsAt.toISOString(), nextPlanName },
    causeKey: `plan_expiry:${id}`,
  };
}
