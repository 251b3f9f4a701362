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
  "number_changed",
  "email_verified",
  "email_removed",
  "line_removed",
  "number_linked",
] as const;
export type SecurityEvent = (typeof SECURITY_EVENTS)[number];

/** Which of the two ways to join numbers a request is about: a linked family number, or a number that shares a postpaid plan. */
export type JoinKind = "linked" | "secondary";

type PlanOnPhone = { planName: string; phone: string };
/** `billNumber` where it pays a bill: the notice then names the bill rather than the plan. */
type Paid = PlanOnPhone & { amountMinor: number; currency: string; reference: string; billNumber?: string | null };
/** A bill that waits to be paid: `amountMinor` is what is outstanding. */
type DueBill = PlanOnPhone & { billNumber: string; amountMinor: number; currency: string; dueAt: string };
/** `percent` used of the data; `endsAt` is the end of the plan, or of the cycle. */
type DataUsed = PlanOnPhone & { percent: number; remainingBytes: number; endsAt: string };

/**
 * What each notice's template needs. Instants (`…At`) are ISO-8601 text, phones E.164, amounts minor units with their currency,
 * volumes bytes, `reference` the short reference people use. Nothing secret: a code travels in `sealedSecret`.
 */
export type NoticeParams = {
  low_balance: PlanOnPhone & { remainingBytes: number; endsAt: string };
  usage_50: DataUsed;
  usage_80: DataUsed;
  /** `overagePricePerGbMinor` is null where data stops (prepaid), or what further data costs. */
  data_exhausted: PlanOnPhone & { overagePricePerGbMinor: number | null; currency: string; endsAt: string };
  /** `resetsAt`: the operator's next midnight. */
  daily_limit_reached: PlanOnPhone & { limitBytes: number; resetsAt: string };
  topup_activated: PlanOnPhone & { startsAt: string; endsAt: string };
  /** `planName` is the top-up's or add-on's. */
  topup_exhausted: PlanOnPhone;
  plan_queued: PlanOnPhone & { startsAt: string; endsAt: string };
  plan_activated: PlanOnPhone & { startsAt: string; endsAt: string };
  /** `nextPlanName`: the queued plan that follows, null where none does. */
  plan_expiry: PlanOnPhone & { endsAt: string; nextPlanName: string | null };
  plan_expired: PlanOnPhone & { endsAt: string };
  plan_cancelled: PlanOnPhone;
  payment_success: Paid;
  /** `reason` is a sentence, as the gateway's answer says it in words. */
  payment_failure: Paid & { reason: string | null };
  payment_pending: Paid;
  /** `reference` is the refunded transaction's. */
  refund_issued: Omit<Paid, "planName"> & { planName: string | null; reason: string | null };
  bill_issued: DueBill & { periodStartAt: string; periodEndAt: string };
  postpaid_due_date: DueBill;
  /** `suspendsAt`: when the line is suspended if it stays unpaid; null where it is not. */
  postpaid_overdue: DueBill & { suspendsAt: string | null };
  /** `reason` is what staff wrote; null where an overdue bill is the cause. */
  service_suspended: PlanOnPhone & { cause: "overdue" | "staff"; reason: string | null };
  service_restored: PlanOnPhone;
  /** `dataBytes` null: not limited. The price goes on the next bill. */
  addon_activated: PlanOnPhone & {
    addonName: string;
    dataBytes: number | null;
    amountMinor: number;
    currency: string;
    endsAt: string;
  };
  /** The referrer's reward: `percent` off until `expiresAt`. */
  referral_bonus: { percent: number; expiresAt: string };
  /** `days` without a plan. */
  inactivity_warning: { days: number };
  /** To whoever holds `phone`. The code is the sealed secret, valid until `codeExpiresAt`; the request runs out at `expiresAt`. */
  link_request: { requesterName: string; phone: string; kind: JoinKind; expiresAt: string; codeExpiresAt: string };
  /** To whoever asked. `label` is the asker's name for the number. */
  link_accepted: { phone: string; label: string | null; kind: JoinKind };
  /** What staff wrote; Hindi where they did. `channels`: over which it goes, separated by commas. */
  promotional: {
    title: string;
    text: string;
    titleHi: string | null;
    textHi: string | null;
    channels: string;
  };
  /** `reason` is what staff wrote, where they did it. */
  security_alert: { event: SecurityEvent; at: string; reason?: string | null };
  /** The code itself is the sealed secret. With `email` it goes to that address alone, which may be unverified yet, else by SMS. */
  code: { purpose: CodePurpose; expiresAt: string; email?: string | null };
};

/** The types that have a template: all of them, so that a type without params above fails the type check. */
export type ProducedNoticeType = NotificationType;
