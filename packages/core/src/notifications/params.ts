import type { CodePurpose, NotificationType } from "@nexa/contracts";

/** What happened to an account, told by a `security_alert`. */
export const SECURITY_EVENTS = [
  "password_changed",
  "password_reset",
  "new_sign_in",
  "session_reuse",
  "sessions_ended",
  "locked_out",
  "phone_verified",
  "line_added",
  "account_suspended",
  "account_deactivated",
  "account_reactivated",
  "account_closed",
] as const;
export type SecurityEvent = (typeof SECURITY_EVENTS)[number];

/**
 * What each notice's template needs. Instants (`…At`) are ISO-8601 text, phones E.164, amounts minor units with their currency,
 * `reference` the short reference people use. Nothing secret: a code travels in `sealedSecret`.
 */
export type NoticeParams = {
  plan_queued: { planName: string; phone: string; startsAt: string; endsAt: string };
  plan_activated: { planName: string; phone: string; startsAt: string; endsAt: string };
  plan_expired: { planName: string; phone: string; endsAt: string };
  plan_cancelled: { planName: string; phone: string };
  topup_activated: { planName: string; phone: string; startsAt: string; endsAt: string };
  payment_success: { planName: string; phone: string; amountMinor: number; currency: string; reference: string };
  /** `reason` is a sentence, as the gateway's answer says it in words. */
  payment_failure: {
    planName: string;
    phone: string;
    amountMinor: number;
    currency: string;
    reference: string;
    reason: string | null;
  };
  payment_pending: { planName: string; phone: string; amountMinor: number; currency: string; reference: string };
  /** `reference` is the refunded transaction's. */
  refund_issued: {
    planName: string | null;
    phone: string;
    amountMinor: number;
    currency: string;
    reference: string;
    reason: string | null;
  };
  /** The referrer's reward: `percent` off until `expiresAt`. */
  referral_bonus: { percent: number; expiresAt: string };
  /** `reason` is what staff wrote, where they did it. */
  security_alert: { event: SecurityEvent; at: string; reason?: string | null };
  /** The code itself is the sealed secret. */
  code: { purpose: CodePurpose; expiresAt: string };
};

/** The types that have a template. The other ones join with the features that produce them. */
export type ProducedNoticeType = keyof NoticeParams & NotificationType;
