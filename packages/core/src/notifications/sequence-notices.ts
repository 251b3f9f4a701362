import { type CoreContext, withTransaction } from "../context.ts";
import { OPTIONAL_TYPES, typesOver } from "./channels.ts";
import { NOTICE_WAKE_CHANNEL } from "./notice-wake-channel.ts";

const BATCH_ROWS = 500;
const MAX_BATCHES = 40;

/**
 * One delivery for each channel that the notice's type takes and its customer can be reached by. What the customer switched off is
 * written as suppressed, so that it can be told from what was never tried. A code for an e-mail address goes there alone. Deliveries go out
 * in the order of their due times: money, security and codes start an hour ahead, else a code would run out behind a broadcast to everyone.
 */
const PLACE = `with placed as (
    select id, nextval('notification_stream_seq') as seq from unnest($1::uuid[]) with ordinality as input(id, position) order by position
  ), sequenced as (
    update notifications as notice set stream_seq = placed.seq from placed
    where notice.id = placed.id and notice.id = any($1::uuid[])
    returning notice.id, notice.type, notice.customer_id, notice.params->>'email' as email,
      case when notice.type = 'promotional' then string_to_array(notice.params->>'channels', ',') end as channels
  ), deliveries as (
    select *, 'sms' as channel from sequenced where type = any($3) and email is null
    union all
    select *, 'push' from sequenced where type = any($4)
      and exists (select from devices where devices.customer_id = sequenced.customer_id)
    union all
    select *, 'email' from sequenced where email is not null or (type = any($5)
      and exists (select from customers where customers.id = customer_id and email_verified_at is not null))
  )
  insert into notification_deliveries (notification_id, channel, status, last_error, next_attempt_at, created_at)
  select id, channel, case when is_off then 'suppressed' else 'pending' end,
    case when is_off then 'the customer switched it off' end,
    $2::timestamptz - case when type = any($6) then interval '0' else interval '1 hour' end, $2
  from deliveries cross join lateral (
    select type = any($6) and exists (
      select from notification_preferences as preference where preference.customer_id = deliveries.customer_id
        and preference.type = deliveries.type and preference.channel = deliveries.channel and not preference.is_enabled
    ) as is_off
  ) as choice
  where channels is null or channel = any(channels)
  on conflict do nothing`;

/**
 * Gives committed notices their place in the live stream (`stream_seq`, in id order) and writes their deliveries, batch by batch,
 * then wakes the servers' streams. A single sequencer works at a time: another one returns at once. A notice that commits late, with
 * an older id, simply gets a later place. Answers how many notices it placed.
 */
export async function sequenceNotices(ctx: CoreContext): Promise<{ sequenced: number }> {
  let sequenced = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const placed = await withTransaction(ctx, sequenceBatch);
    sequenced += placed;
    if (placed < BATCH_ROWS) break;
  }
  return { sequenced };
}

async function sequenceBatch(tx: CoreContext): Promise<number> {
  const [lock] = await tx.db.query<{ held: boolean }>({
    text: "select pg_try_advisory_xact_lock(hashtext('nexa.notices.sequence')) as held",
  });
  if (!lock?.held) return 0;
  // A statement of its own: its snapshot is taken under the lock, and the update below sees plain ids, so it touches only their partitions.
  const rows = await tx.db.query<{ id: string }>({
    name: "notices_unsequenced",
    text: "select id from notifications where stream_seq is null order by id limit $1",
    values: [BATCH_ROWS],
  });
  if (rows.length === 0) return 0;
  await tx.db.query({
    text: PLACE,
    values: [
      rows.map((row) => row.id),
      tx.clock.now(),
      typesOver("sms"),
      typesOver("push"),
      typesOver("email"),
      OPTIONAL_TYPES,
    ],
  });
  await tx.db.query({ text: "select pg_notify($1, '')", values: [NOTICE_WAKE_CHANNEL] });
  return rows.length;
}
