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
export type Language = (typeof LANGUAGES)[number];
