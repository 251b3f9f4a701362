import { newId } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import type { NoticeParams, ProducedNoticeType } from "./params.ts";

type NoticeAddress = {
  /** Null for a number that belongs to no customer. */
  customerId: string | null;
  phone: string;
  lineId?: string | null;
  /** One cause, one notice: e.g. `plan_expired:<subscription id>`. */
  causeKey: string;
  /** A one-time code, already sealed. */
  sealedSecret?: string;
};

/** A notice to write: its type decides what its template needs. */
export type Notice = {
  [T in ProducedNoticeType]: NoticeAddress & { type: T; params: NoticeParams[T] };
}[ProducedNoticeType];

/**
 * Writes notices to the outbox in the running business transaction. A cause that has its notice already is skipped, so callers
 * may repeat themselves. Delivery happens after commit, by the worker.
 */
export async function enqueueNotices(ctx: CoreContext, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const now = ctx.clock.now();
  const rows = notices.map((notice) => ({
    id: newId(now),
    type: notice.type,
    customer_id: notice.customerId,
    phone: notice.phone,
    line_id: notice.lineId ?? null,
    params: notice.params,
    cause_key: notice.causeKey,
    sealed_secret: notice.sealedSecret ?? null,
  }));
  await ctx.db.query({
    text: `with input as (
        select * from jsonb_to_recordset($1::jsonb) as x(id uuid, type text, customer_id uuid, phone text, line_id uuid, params jsonb, cause_key text, sealed_secret text)
      ), caused as (
        insert into notification_causes (cause_key, notification_id) select cause_key, id from input order by cause_key
        on conflict do nothing returning notification_id
      )
      insert into notifications (id, type, customer_id, phone, line_id, params, sealed_secret, created_at)
      select id, type, customer_id, phone, line_id, params, sealed_secret, $2 from input join caused on notification_id = id`,
    values: [JSON.stringify(rows), now],
  });
}
