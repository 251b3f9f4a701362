import { NOTIFICATION_TYPES, type NotificationChannel, type NotificationType } from "@nexa/contracts";

type Manner = {
  readonly channels: readonly NotificationChannel[];
  /** Of money or security: it asks neither preferences nor quiet hours. */
  readonly isMandatory: boolean;
};

const toPhone = ["sms", "push"] as const;
const everywhere = ["sms", "push", "email"] as const;

const SERVICE: Manner = { channels: toPhone, isMandatory: false };
const OFFER: Manner = { channels: everywhere, isMandatory: false };
const MONEY: Manner = { channels: everywhere, isMandatory: true };
const SECURITY: Manner = { channels: everywhere, isMandatory: true };
/** A code goes to the phone it proves, never to a device that someone else may hold. */
const PROOF: Manner = { channels: ["sms"], isMandatory: true };

/** How each type travels. Push only where the customer registered a device, e-mail only to a verified address. */
const MANNERS: Readonly<Record<NotificationType, Manner>> = {
  low_balance: SERVICE,
  usage_50: SERVICE,
  usage_80: SERVICE,
  data_exhausted: SERVICE,
  daily_limit_reached: SERVICE,
  topup_activated: SERVICE,
  topup_exhausted: SERVICE,
  plan_queued: SERVICE,
  plan_activated: SERVICE,
  plan_expiry: SERVICE,
  plan_expired: SERVICE,
  plan_cancelled: SERVICE,
  payment_success: MONEY,
  payment_failure: MONEY,
  payment_pending: MONEY,
  refund_issued: MONEY,
  bill_issued: MONEY,
  postpaid_due_date: MONEY,
  postpaid_overdue: MONEY,
  service_suspended: MONEY,
  service_restored: MONEY,
  addon_activated: MONEY,
  referral_bonus: SERVICE,
  inactivity_warning: SERVICE,
  link_request: PROOF,
  link_accepted: SERVICE,
  promotional: OFFER,
  security_alert: SECURITY,
  code: PROOF,
};

/** The channels a type of notice may take. */
export function channelsOf(type: NotificationType): readonly NotificationChannel[] {
  return MANNERS[type].channels;
}

/** Whether a type is of money or security, which customers can neither switch off nor put off. */
export function isMandatory(type: NotificationType): boolean {
  return MANNERS[type].isMandatory;
}

/** The types that a channel carries, for statements over many notices. */
export function typesOver(channel: NotificationChannel): NotificationType[] {
  return NOTIFICATION_TYPES.filter((type) => channelsOf(type).includes(channel));
}

/** The types that customers may switch off. */
export const OPTIONAL_TYPES: readonly NotificationType[] = NOTIFICATION_TYPES.filter((type) => !isMandatory(type));
