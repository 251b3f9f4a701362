import type { CodePurpose } from "@nexa/contracts";
import type { SecurityEvent } from "../params.ts";
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
};

/** Events that only the customer or we ourselves cause need no warning. */
const HARMLESS: ReadonlySet<SecurityEvent> = new Set(["phone_verified", "account_reactivated"]);

const WARNING = "If this was not you, change your password and contact us.";

export const en: NoticeTemplates = {
  plan_queued: ({ planName, phone, startsAt, endsAt }, format) => ({
    title: "Plan queued",
    body: `${planName} for ${format.phone(phone)} is queued. It is expected to start on ${format.time(startsAt)} and to end on ${format.time(endsAt)}.`,
  }),
  plan_activated: ({ planName, phone, endsAt }, format) => ({
    title: "Plan active",
    body: `${planName} is now active on ${format.phone(phone)}, until ${format.time(endsAt)}.`,
  }),
  plan_expired: ({ planName, phone, endsAt }, format) => ({
    title: "Plan ended",
    body: `${planName} on ${format.phone(phone)} ended on ${format.time(endsAt)}.`,
  }),
  plan_cancelled: ({ planName, phone }, format) => ({
    title: "Plan cancelled",
    body: `${planName} for ${format.phone(phone)} was cancelled.`,
  }),
  topup_activated: ({ planName, phone, endsAt }, format) => ({
    title: "Top-up active",
    body: `Top-up ${planName} is now active on ${format.phone(phone)}, until ${format.time(endsAt)}.`,
  }),
  payment_success: ({ planName, phone, amountMinor, currency, reference }, format) => ({
    title: "Payment received",
    body: `We received ${format.money(amountMinor, currency)} for ${planName} on ${format.phone(phone)}. Reference ${reference}.`,
  }),
  payment_failure: ({ planName, phone, amountMinor, currency, reference, reason }, format) => ({
    title: "Payment failed",
    body: `Your payment of ${format.money(amountMinor, currency)} for ${planName} on ${format.phone(phone)} did not go through. ${ended(reason)}Reference ${reference}.`,
  }),
  payment_pending: ({ planName, phone, amountMinor, currency, reference }, format) => ({
    title: "Payment being confirmed",
    body: `Your payment of ${format.money(amountMinor, currency)} for ${planName} on ${format.phone(phone)} is being confirmed. You need not pay again. Reference ${reference}.`,
  }),
  refund_issued: ({ planName, phone, amountMinor, currency, reference, reason }, format) => ({
    title: "Refund issued",
    body: `We refunded ${format.money(amountMinor, currency)} for ${planName ?? "your payment"} on ${format.phone(phone)}. ${ended(reason)}Reference ${reference}.`,
  }),
  referral_bonus: ({ percent, expiresAt }, format) => ({
    title: "Referral reward",
    body: `Your friend recharged, so you have ${percent} % off one recharge until ${format.day(expiresAt)}.`,
  }),
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

/** A reason as a sentence followed by a space, or nothing. */
function ended(reason: string | null | undefined): string {
  if (!reason) return "";
  return /[.!?]$/.test(reason) ? `${reason} ` : `${reason}. `;
}
