import type { CoreContext } from "../../context.ts";
import { getSettings } from "../../settings/index.ts";
import type { Notice } from "../enqueue-notices.ts";
import { CHUNK } from "./tell-in-chunks.ts";

export type LowBalance = {
  /** The subscription or billing cycle. */
  id: string;
  lineId: string;
  phone: string;
  ownerId: string | null;
  planName: string;
  endsAt: Date;
  remainingBytes: number;
};

/**
 * Running base plans and open billing cycles whose data is under the operator's low balance, as use tells it when it passes it: not
 * where all is gone, nor where there never was more. It finds what use could not tell, such as after the setting was raised.
 */
export async function findLowBalances(tx: CoreContext, after: string | null): Promise<LowBalance[]> {
  const { lowBalanceBytes } = await getSettings(tx);
  return tx.db.query<LowBalance>({
    text: `select source.id, source.line_id as "lineId", l.phone, l.owner_id as "ownerId", source.plan_name as "planName",
        source.ends_at as "endsAt", bucket.allowance - bucket.used as "remainingBytes"
      from (
        select id, line_id, terms->>'planName' as plan_name, ends_at from subscriptions
        where end_recorded_at is null and cancelled_at is null and not is_topup and starts_at <= $1 and ends_at > $1
        union all
        select cycle.id, activation.line_id, activation.terms->>'planName', cycle.ends_at
        from postpaid_cycles as cycle join postpaid_activations as activation on activation.id = cycle.activation_id
        where cycle.status = 'open' and cycle.ends_at > $1 and activation.status = 'active'
      ) as source
      join usage_buckets as bucket on bucket.source_id = source.id and bucket.kind = 'data'
      join lines l on l.id = source.line_id
      where bucket.allowance > $2::int8 and bucket.allowance - bucket.used < $2 and bucket.used < bucket.allowance
        and ($3::uuid is null or source.id > $3)
        and not exists (select from notification_causes where cause_key = 'low_balance:' || source.id)
      order by source.id limit $4`,
    values: [tx.clock.now(), lowBalanceBytes, after, CHUNK],
  });
}

/** With the cause key under which use tells it too, so that it comes once. */
export function noticeOfLowBalance(row: LowBalance): Notice {
  const { id, lineId, phone, ownerId, planName, endsAt, remainingBytes } = row;
  return {
    type: "low_balance",
    customerId: ownerId,
    phone,
    lineId,
    params: { planName, phone, remainingBytes, endsAt: endsAt.toISOString() },
    causeKey: `low_balance:${id}`,
  };
}
