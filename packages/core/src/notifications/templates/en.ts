import type { CodePurpose } from "@nexa/contracts";
import type { NoticeParams, SecurityEvent } from "../params.ts";
import type { NoticeFormat } from "./notice-format.ts";
import type { NoticeTemplates } from "./template.ts";

const CODE_USE: Readonly<Record<CodePurpose, string>> = {
  registration: "create your account",
  verify_phone: "verify your number",
  password_reset: "set a new password",
  add_line: "add this number to an account",
  link: "let a family member recharge this number",
  secondary_number: "add this number to a shared plan",
  number_change: "change the number of your account",
  verify_email: "confirm your e-mail address",
};

const SECURITY_TEXT: Readonly<Record<SecurityEvent, { title: string; body: string }>> = {
  password_changed: { title: "Password changed", body: "Your password was changed" },
  password_reset: { title: "Password reset", body: "Your password was set anew with a code" },
  new_sign_in: { title: "New sign-in", body: "Someone signed in to your account" },
  session_reuse: {
    title: "Sign-in ended for your safety",
    body: "An old sign-in of your account was used again, so we ended it",
  },
  sessions_ended: { title: "Signed out", body: "Your sign-ins were ended" },
  locked_out: { title: "Sign-in paused", body: "Sign-in to your account was paused after too many wrong passwords" },
  phone_verified: { title: "Number verified", body: "Your number was verified" },
  line_added: { title: "Number added", body: "A number was added to your account" },
  account_suspended: { title: "Account suspended", body: "Your account was suspended" },
  account_deactivated: {
    title: "Account inactive",
    body: "Your account was made inactive: you can sign in but not buy",
  },
  account_reactivated: { title: "Account active again", body: "Your account is active again" },
  account_closed: { title: "Account closed", body: "Your account was closed" },
  number_changed: { title: "Number changed", body: "The number of your account was changed" },
  email_verified: { title: "E-mail confirmed", body: "Your e-mail address was confirmed" },
  email_removed: { title: "E-mail removed", body: "Your e-mail address was removed from your account" },
  line_removed: { title: "Number removed", body: "A number was removed from your account" },
  number_linked: { title: "Number linked", body: "Another account was linked to your number" },
};

/** Events that only the customer or we ourselves cause need no warning. */
const HARMLESS: ReadonlySet<SecurityEvent> = new Set(["phone_verified", "email_verified", "account_reactivated"]);

const WARNING = "If this was not you, change your password and contact us.";

export const en: NoticeTemplates = {
  low_balance: ({ planName, phone, remainingBytes, endsAt }, format) => ({
    title: "Little data left",
    body: `Only ${format.volume(remainingBytes)} of data is left of ${planName} on ${format.phone(phone)}, valid until ${format.time(endsAt)}.`,
  }),
  usage_50: (params, format) => ({ title: "Half of your data used", body: dataUsed(params, format) }),
  usage_80: (params, format) => ({ title: "Most of your data used", body: dataUsed(params, format) }),
  data_exhausted: ({ planName, phone, overagePricePerGbMinor, currency, endsAt }, format) => ({
    title: "All data used",
    body:
      overagePricePerGbMinor === null
        ? `All data of ${planName} on ${format.phone(phone)} is used up. Buy a top-up to stay online until ${format.time(endsAt)}.`
        : `All data of ${planName} on ${format.phone(phone)} is used up. Until ${format.time(endsAt)}, each further GB costs ${format.money(overagePricePerGbMinor, currency)}.`,
  }),
  daily_limit_reached: ({ planName, phone, limitBytes, resetsAt }, format) => ({
    title: "Today's data used",
    body: `Today's ${format.volume(limitBytes)} of ${planName} on ${format.phone(phone)} is used up. It is there again from ${format.time(resetsAt)}. A top-up gives you more now.`,
  }),
  topup_activated: ({ planName, phone, endsAt }, format) => ({
    title: "Top-up active",
    body: `Top-up ${planName} is now active on ${format.phone(phone)}, until ${format.time(endsAt)}.`,
  }),
  topup_exhausted: ({ planName, phone }, format) => ({
    title: "Top-up used up",
    body: `All data of ${planName} on ${format.phone(phone)} is used up.`,
  }),
  plan_queued: ({ planName, phone, startsAt, endsAt }, format) => ({
    title: "Plan queued",
    body: `${planName} for ${format.phone(phone)} is queued. It is expected to start on ${format.time(startsAt)} and to end on ${format.time(endsAt)}.`,
  }),
  plan_activated: ({ planName, phone, endsAt }, format) => ({
    title: "Plan active",
    body: `${planName} is now active on ${format.phone(phone)}, until ${format.time(endsAt)}.`,
  }),
  plan_expiry: ({ planName, phone, endsAt, nextPlanName }, format) => ({
    title: "Plan ends soon",
    body: `${planName} on ${format.phone(phone)} ends on ${format.time(endsAt)}. ${nextPlanName === null ? "Recharge now to stay connected." : `${nextPlanName} follows.`}`,
  }),
  plan_expired: ({ planName, phone, endsAt }, format) => ({
    title: "Plan ended",
    body: `${planName} on ${format.phone(phone)} ended on ${format.time(endsAt)}.`,
  }),
  plan_cancelled: ({ planName, phone }, format) => ({
    title: "Plan cancelled",
    body: `${planName} for ${format.phone(phone)} was cancelled.`,
  }),
  payment_success: (params, format) => ({
    title: "Payment received",
    body: `We received ${format.money(params.amountMinor, params.currency)} for ${paidFor(params)} on ${format.phone(params.phone)}. Reference ${params.reference}.`,
  }),
  payment_failure: (params, format) => ({
    title: "Payment failed",
    body: `Your payment of ${format.money(params.amountMinor, params.currency)} for ${paidFor(params)} on ${format.phone(params.phone)} did not go through. ${ended(params.reason)}Reference ${params.reference}.`,
  }),
  payment_pending: (params, format) => ({
    title: "Payment being confirmed",
    body: `Your payment of ${format.money(params.amountMinor, params.currency)} for ${paidFor(params)} on ${format.phone(params.phone)} is being confirmed. You need not pay again. Reference ${params.reference}.`,
  }),
  refund_issued: (params, format) => ({
    title: "Refund issued",
    body: `We refunded ${format.money(params.amountMinor, params.currency)} for ${paidFor(params)} on ${format.phone(params.phone)}. ${ended(params.reason)}Reference ${params.reference}.`,
  }),
  bill_issued: ({ planName, phone, billNumber, amountMinor, currency, periodStartAt, periodEndAt, dueAt }, format) => ({
    title: "Your bill is ready",
    body: `Bill ${billNumber} for ${planName} on ${format.phone(phone)}, ${format.day(periodStartAt)} to ${format.day(periodEndAt)}: ${format.money(amountMinor, currency)}, due on ${format.day(dueAt)}.`,
  }),
  postpaid_due_date: ({ phone, billNumber, amountMinor, currency, dueAt }, format) => ({
    title: "Bill due soon",
    body: `Bill ${billNumber} for ${format.phone(phone)} is due on ${format.day(dueAt)}: ${format.money(amountMinor, currency)}. Please pay it in time.`,
  }),
  postpaid_overdue: ({ phone, billNumber, amountMinor, currency, dueAt, suspendsAt }, format) => ({
    title: "Bill overdue",
    body: `Bill ${billNumber} for ${format.phone(phone)} was due on ${format.day(dueAt)}: ${format.money(amountMinor, currency)}. Please pay it now${suspendsAt === null ? "" : `, or the service is suspended on ${format.day(suspendsAt)}`}.`,
  }),
  service_suspended: ({ planName, phone, cause, reason }, format) => ({
    title: "Service suspended",
    body:
      cause === "overdue"
        ? `${planName} on ${format.phone(phone)} is suspended because a bill is overdue. Pay it to use the service again.`
        : `${planName} on ${format.phone(phone)} is suspended. ${ended(reason)}Contact us if you have questions.`,
  }),
  service_restored: ({ planName, phone }, format) => ({
    title: "Service restored",
    body: `${planName} on ${format.phone(phone)} works again.`,
  }),
  addon_activated: ({ addonName, phone, dataBytes, amountMinor, currency, endsAt }, format) => ({
    title: "Add-on active",
    body: `${addonName} with ${dataBytes === null ? "unlimited data" : format.volume(dataBytes)} is active on ${format.phone(phone)} until ${format.time(endsAt)}. ${format.money(amountMinor, currency)} goes on your next bill.`,
  }),
  referral_bonus: ({ percent, expiresAt }, format) => ({
    title: "Referral reward",
    body: `Your friend recharged, so you have ${percent} % off one recharge until ${format.day(expiresAt)}.`,
  }),
  inactivity_warning: ({ days }) => ({
    title: "We miss you",
    body: `Your account has had no plan for ${days} days. Recharge to stay connected.`,
  }),
  link_request: ({ requesterName, phone, kind, expiresAt, codeExpiresAt }, format, secret) => ({
    title: kind === "linked" ? "Family link request" : "Shared plan request",
    body: `${requesterName} asks to ${kind === "linked" ? `look after your number ${format.phone(phone)}, its plans and data use` : `add your number ${format.phone(phone)} to a shared plan`}. ${
      secret === null
        ? `You can accept or decline until ${format.time(expiresAt)}.`
        : `If you agree, give the code ${secret}, valid until ${format.time(codeExpiresAt)}. Otherwise ignore this message${kind === "linked" ? ", or decline in your account" : ""}.`
    }`,
  }),
  link_accepted: ({ phone, label, kind }, format) => ({
    title: kind === "linked" ? "Number linked" : "Number added",
    body: `${label === null ? "" : `${label}: `}${format.phone(phone)} ${kind === "linked" ? "is now linked to your account" : "now shares your plan"}.`,
  }),
  promotional: ({ title, text }) => ({ title, body: text }),
  security_alert: ({ event, at, reason }, format) => {
    const { title, body } = SECURITY_TEXT[event];
    const sentence = `${body} on ${format.time(at)}.`;
    const tail = HARMLESS.has(event) || reason ? ended(reason).trim() : WARNING;
    return { title, body: tail === "" ? sentence : `${sentence} ${tail}` };
  },
  code: ({ purpose, expiresAt }, format, secret) => ({
    title: "One-time code",
    body:
      secret === null
        ? `We sent you a code to ${CODE_USE[purpose]}. Valid until ${format.time(expiresAt)}.`
        : `${secret} is your code to ${CODE_USE[purpose]}. It is valid until ${format.time(expiresAt)}. Never share it.`,
  }),
};

function dataUsed(params: NoticeParams["usage_50"], format: NoticeFormat): string {
  const { planName, phone, percent, remainingBytes, endsAt } = params;
  return `${percent} % of the data of ${planName} on ${format.phone(phone)} is used. ${format.volume(remainingBytes)} is left until ${format.time(endsAt)}.`;
}

/** What was paid: a bill, a plan, or no more than that it was a payment. */
function paidFor({ planName, billNumber }: { planName: string | null; billNumber?: string | null }): string {
  return billNumber ? `bill ${billNumber}` : (planName ?? "your payment");
}

/** A reason as a sentence followed by a space, or nothing. */
function ended(reason: string | null | undefined): string {
  if (!reason) return "";
  return /[.!?]$/.test(reason) ? `${reason} ` : `${reason}. `;
}
