import type { Language, NotificationChannel, NotificationType } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";

export type PushTarget = { deviceId: string; token: string };

/** The notice of a delivery, as it is to be sent. */
export type DueNotice = {
  id: string;
  type: NotificationType;
  customerId: string | null;
  phone: string;
  params: Record<string, string | number | null>;
  sealedSecret: string | null;
  language: Language;
  /** The customer's verified address. */
  email: string | null;
  /** The account was closed after the notice was written. */
  isClosed: boolean;
  /** The number was given up since, and someone else owns it now. */
  isNumberAnothers: boolean;
  /** The customer's own quiet hours, in minutes of the operator's day. */
  quietFromMinute: number | null;
  quietUntilMinute: number | null;
};

/** A delivery that this deliverer holds until its lease ends. `notice` is null where the notice is gone. */
export type ClaimedDelivery = {
  notificationId: string;
  channel: NotificationChannel;
  /** Tries including this one. */
  attempts: number;
  notice: DueNotice | null;
  devices: readonly PushTarget[];
};

export type Lease = { readonly owner: string; readonly until: Date };

type ClaimedRow = { notificationId: string; channel: NotificationChannel; attempts: number };

/**
 * Takes up to `limit` due deliveries under the lease and commits. A delivery whose lease ended without a result counts as due again,
 * because `next_attempt_at` is moved to the lease's end; the try is counted here, so that a message that kills the process is too.
 */
export async function claimDeliveries(ctx: CoreContext, lease: Lease, limit: number): Promise<ClaimedDelivery[]> {
  const rows = await ctx.db.query<ClaimedRow>({
    name: "deliveries_claim",
    text: `with due as materialized (
        select notification_id, channel from notification_deliveries
        where status = 'pending' and next_attempt_at <= $1 order by next_attempt_at limit $2 for update skip locked
      )
      update notification_deliveries as delivery
      set lease_owner = $3, lease_until = $4, next_attempt_at = $4, attempts = delivery.attempts + 1
      from due where delivery.notification_id = due.notification_id and delivery.channel = due.channel
      returning delivery.notification_id as "notificationId", delivery.channel, delivery.attempts`,
    values: [ctx.clock.now(), limit, lease.owner, lease.until],
  });
  if (rows.length === 0) return [];
  const notices = await loadNotices(ctx, [...new Set(rows.map((row) => row.notificationId))]);
  const pushed = rows.filter((row) => row.channel === "push").flatMap((row) => notices.get(row.notificationId) ?? []);
  const devices = await loadDevices(ctx, pushed);
  return rows.map((row) => {
    const notice = notices.get(row.notificationId) ?? null;
    return { ...row, notice, devices: devices.get(notice?.customerId ?? "") ?? [] };
  });
}

async function loadNotices(ctx: CoreContext, ids: string[]): Promise<Map<string, DueNotice>> {
  const rows = await ctx.db.query<DueNotice>({
    text: `select notice.id, notice.type, notice.customer_id as "customerId", notice.phone, notice.params,
        notice.sealed_secret as "sealedSecret", coalesce(customer.language, 'en') as language,
        case when customer.email_verified_at is not null then customer.email end as email,
        customer.closed_at is not null as "isClosed", coalesce(line.owner_id <> notice.customer_id, false) as "isNumberAnothers",
        customer.quiet_from_minute as "quietFromMinute", customer.quiet_until_minute as "quietUntilMinute"
      from notifications as notice left join customers as customer on customer.id = notice.customer_id
        left join lines as line on line.phone = notice.phone and line.released_at is null
      where notice.id = any($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

async function loadDevices(ctx: CoreContext, notices: readonly DueNotice[]): Promise<Map<string, PushTarget[]>> {
  const customerIds = [...new Set(notices.flatMap((notice) => notice.customerId ?? []))];
  if (customerIds.length === 0) return new Map();
  const rows = await ctx.db.query<PushTarget & { customerId: string }>({
    text: `select id as "deviceId", token, customer_id as "customerId" from devices where customer_id = any($1::uuid[]) order by id`,
    values: [customerIds],
  });
  return Map.groupBy(rows, (row) => row.customerId);
}
