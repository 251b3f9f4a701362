import type { NoticeParams } from "../params.ts";

const planName = "Super 299";
const phone = "+919812345678";
const onPhone = { planName, phone };
const paid = { ...onPhone, amountMinor: 14_990_000, currency: "INR", reference: "RC-1" };
const due = { ...onPhone, billNumber: "1042", amountMinor: 59_900, currency: "INR", dueAt: "2026-03-16T18:30:00Z" };
const used = { ...onPhone, remainingBytes: 1_610_612_736, endsAt: "2026-03-29T18:30:00Z" };
const runs = { ...onPhone, startsAt: "2026-03-01T18:30:00Z", endsAt: "2026-03-29T18:30:00Z" };

/** What a notice of each type may carry. For tests. */
export const noticeSamples: { [T in keyof NoticeParams]: NoticeParams[T] } = {
  low_balance: { ...used, remainingBytes: 199 * 1024 ** 2 },
  usage_50: { ...used, percent: 50 },
  usage_80: { ...used, percent: 80 },
  data_exhausted: { ...onPhone, overagePricePerGbMinor: 2_000, currency: "INR", endsAt: "2026-03-29T18:30:00Z" },
  daily_limit_reached: { ...onPhone, limitBytes: 1_610_612_736, resetsAt: "2026-03-01T18:30:00Z" },
  topup_activated: { ...runs, planName: "Data 19" },
  topup_exhausted: { ...onPhone, planName: "Data 19" },
  plan_queued: runs,
  plan_activated: runs,
  plan_expiry: { ...onPhone, endsAt: "2026-03-29T18:30:00Z", nextPlanName: null },
  plan_expired: { ...onPhone, endsAt: "2026-03-29T18:30:00Z" },
  plan_cancelled: onPhone,
  payment_success: paid,
  payment_failure: { ...paid, reason: "The bank declined the card" },
  payment_pending: { ...paid, billNumber: "1042" },
  refund_issued: { ...paid, planName: null, reason: null },
  bill_issued: { ...due, periodStartAt: "2026-01-30T18:30:00Z", periodEndAt: "2026-03-01T18:30:00Z" },
  postpaid_due_date: due,
  postpaid_overdue: { ...due, suspendsAt: "2026-03-23T18:30:00Z" },
  service_suspended: { ...onPhone, cause: "overdue", reason: null },
  service_restored: onPhone,
  addon_activated: {
    ...onPhone,
    addonName: "Data 5 GB",
    dataBytes: 5 * 1024 ** 3,
    amountMinor: 9_900,
    currency: "INR",
    endsAt: "2026-03-29T18:30:00Z",
  },
  referral_bonus: { percent: 30, expiresAt: "2026-03-31T18:30:00Z" },
  inactivity_warning: { days: 30 },
  link_request: {
    requesterName: "Asha Rao",
    phone,
    kind: "linked",
    expiresAt: "2026-03-08T18:30:00Z",
    codeExpiresAt: "2026-03-01T18:40:00Z",
  },
  link_accepted: { phone, label: "Mother", kind: "linked" },
  promotional: {
    title: "Holi offer",
    text: "Every plan is 10 % cheaper this week.",
    titleHi: "होली ऑफ़र",
    textHi: "इस हफ़्ते हर प्लान 10 % सस्ता है।",
    channels: "sms,push",
  },
  security_alert: { event: "password_changed", at: "2026-03-01T18:30:00Z" },
  code: { purpose: "registration", expiresAt: "2026-03-01T18:40:00Z" },
};
