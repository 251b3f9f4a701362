/** Enumerations of the operator's business, as listed in the design's reference. One array each: zod, SQL checks and screens share it. */

export const PLAN_TYPES = ["prepaid", "postpaid"] as const;
export const PLAN_STATUSES = ["active", "inactive"] as const;
export const TRANSACTION_TYPES = [
  "prepaid_recharge",
  "topup_purchase",
  "postpaid_bill_payment",
  "refund_adjustment",
] as const;
export const TRANSACTION_STATUSES = [
  "pending",
  "succeeded",
  "failed",
  "reversed",
  "refunded",
  "partially_refunded",
] as const;
export const ATTEMPT_STATUSES = ["created", "sent", "succeeded", "failed", "unknown", "reversed"] as const;
export const DISCOUNT_TYPES = ["offer", "referral"] as const;
export const PAYMENT_METHODS = ["credit_card", "debit_card", "net_banking", "upi"] as const;
/** As stored: staff also record what was paid past the gateway. */
export const RECORDED_PAYMENT_METHODS = [...PAYMENT_METHODS, "offline"] as const;
export const SUBSCRIPTION_STATUSES = ["queued", "active", "expired", "cancelled"] as const;
export const OFFER_KINDS = ["fixed_price", "amount_off", "percent_off"] as const;
export const OFFER_STATUSES = ["scheduled", "active", "expired", "void"] as const;
export const REFERRAL_CODE_STATUSES = ["pending", "completed", "expired"] as const;
export const REFERRAL_DISCOUNT_STATUSES = ["unused", "held", "used", "expired", "revoked"] as const;
export const NOTIFICATION_STATUSES = ["pending", "sent", "delivered", "failed", "suppressed"] as const;
export const NOTIFICATION_CHANNELS = ["sms", "push", "email"] as const;
export const NOTIFICATION_TYPES = [
  "low_balance",
  "usage_50",
  "usage_80",
  "data_exhausted",
  "daily_limit_reached",
  "topup_activated",
  "topup_exhausted",
  "plan_queued",
  "plan_activated",
  "plan_expiry",
  "plan_expired",
  "plan_cancelled",
  "payment_success",
  "payment_failure",
  "payment_pending",
  "refund_issued",
  "bill_issued",
  "postpaid_due_date",
  "postpaid_overdue",
  "service_suspended",
  "service_restored",
  "addon_activated",
  "referral_bonus",
  "inactivity_warning",
  "link_request",
  "link_accepted",
  "promotional",
  "security_alert",
  "code",
] as const;
export const ACCOUNT_STATUSES = ["active", "inactive", "suspended", "closed"] as const;
export const ADMIN_STATUSES = ["active", "disabled"] as const;
export const ADMIN_ROLES = ["owner", "manager", "finance", "support", "content"] as const;
export const LINE_MODES = ["idle", "prepaid", "postpaid", "postpaid_secondary"] as const;
export const CODE_PURPOSES = [
  "registration",
  "verify_phone",
  "password_reset",
  "add_line",
  "link",
  "secondary_number",
  "number_change",
  "verify_email",
] as const;
export const ACTIVATION_STATUSES = ["active", "suspended", "cancelled"] as const;
export const CYCLE_STATUSES = ["open", "closed", "completed"] as const;
export const BILL_STATUSES = ["issued", "overdue", "paid", "credited", "void"] as const;
export const BILL_LINE_KINDS = ["base", "addon", "overage", "credit"] as const;
export const CREDIT_NOTE_KINDS = ["credit", "waiver", "refund"] as const;
export const ADDON_STATUSES = ["active", "expired", "fully_used"] as const;
export const SECONDARY_STATUSES = ["requested", "active", "declined", "expired", "removed"] as const;
export const LINK_STATUSES = ["requested", "linked", "declined", "expired", "removed"] as const;
export const LINK_RELATIONSHIPS = ["spouse", "parent", "child", "sibling", "friend", "other"] as const;
export const USAGE_KINDS = ["data", "voice", "sms"] as const;
export const USAGE_ZONES = ["home", "roaming"] as const;
export const BUCKET_SOURCES = ["subscription", "cycle", "addon"] as const;
export const BUCKET_STATUSES = ["active", "exhausted", "expired", "void"] as const;
export const BROADCAST_STATUSES = ["queued", "running", "stopped", "completed", "failed"] as const;
export const TASK_KINDS = ["transaction_export", "backup", "restore", "analytics_rebuild"] as const;
/** A run waits, waits to be tried again, runs, or has ended. */
export const JOB_RUN_STATES = ["waiting", "retrying", "running", "succeeded", "failed", "stopped"] as const;
export const TASK_STATUSES = ["waiting", "running", "succeeded", "failed", "stopped"] as const;
export const PARTNER_SCOPES = [
  "usage:write",
  "catalogue:read",
  "recharge:write",
  "transactions:read",
  "webhooks:manage",
] as const;
export const LANGUAGES = ["en", "hi"] as const;

export type PlanType = (typeof PLAN_TYPES)[number];
export type PlanStatus = (typeof PLAN_STATUSES)[number];
export type TransactionType = (typeof TRANSACTION_TYPES)[number];
export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number];
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];
export type DiscountType = (typeof DISCOUNT_TYPES)[number];
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];
export type OfferKind = (typeof OFFER_KINDS)[number];
export type OfferStatus = (typeof OFFER_STATUSES)[number];
export type ReferralCodeStatus = (typeof REFERRAL_CODE_STATUSES)[number];
export type ReferralDiscountStatus = (typeof REFERRAL_DISCOUNT_STATUSES)[number];
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number];
export type NotificationType = (typeof NOTIFICATION_TYPES)[number];
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];
export type AdminStatus = (typeof ADMIN_STATUSES)[number];
export type AdminRole = (typeof ADMIN_ROLES)[number];
export type LineMode = (typeof LINE_MODES)[number];
export type CodePurpose = (typeof CODE_PURPOSES)[number];
export type ActivationStatus = (typeof ACTIVATION_STATUSES)[number];
export type CycleStatus = (typeof CYCLE_STATUSES)[number];
export type BillStatus = (typeof BILL_STATUSES)[number];
export type BillLineKind = (typeof BILL_LINE_KINDS)[number];
export type CreditNoteKind = (typeof CREDIT_NOTE_KINDS)[number];
export type AddonStatus = (typeof ADDON_STATUSES)[number];
export type SecondaryStatus = (typeof SECONDARY_STATUSES)[number];
export type LinkStatus = (typeof LINK_STATUSES)[number];
export type LinkRelationship = (typeof LINK_RELATIONSHIPS)[number];
export type UsageKind = (typeof USAGE_KINDS)[number];
export type UsageZone = (typeof USAGE_ZONES)[number];
export type BucketSource = (typeof BUCKET_SOURCES)[number];
export type BucketStatus = (typeof BUCKET_STATUSES)[number];
export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number];
export type TaskKind = (typeof TASK_KINDS)[number];
export type JobRunState = (typeof JOB_RUN_STATES)[number];
export type TaskStatus = (typeof TASK_STATUSES)[number];
export type PartnerScope = (typeof PARTNER_SCOPES)[number];
export type RecordedPaymentMethod = (typeof RECORDED_PAYMENT_METHODS)[number];
export type Language = (typeof LANGUAGES)[number];
