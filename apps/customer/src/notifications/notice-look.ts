import type { NotificationType } from "@nexa/contracts/enums";
import type { LinkProps } from "@tanstack/react-router";
import {
  CalendarClock,
  Gauge,
  Gift,
  type LucideIcon,
  ReceiptText,
  ShieldAlert,
  Tag,
  Users,
  Wallet,
} from "lucide-react";

/** Where a notice leads, and the sign it has in the list. */
type Look = { icon: LucideIcon; to: LinkProps["to"] };

const USE: Look = { icon: Gauge, to: "/activity" };
const PLAN: Look = { icon: CalendarClock, to: "/queue" };
const MONEY: Look = { icon: Wallet, to: "/activity" };
const BILL: Look = { icon: ReceiptText, to: "/postpaid" };
const FAMILY: Look = { icon: Users, to: "/family" };
const SECURITY: Look = { icon: ShieldAlert, to: "/you/security" };

const LOOKS: Record<NotificationType, Look> = {
  low_balance: USE,
  usage_50: USE,
  usage_80: USE,
  data_exhausted: USE,
  daily_limit_reached: USE,
  topup_activated: PLAN,
  topup_exhausted: PLAN,
  plan_queued: PLAN,
  plan_activated: PLAN,
  plan_expiry: PLAN,
  plan_expired: PLAN,
  plan_cancelled: PLAN,
  payment_success: MONEY,
  payment_failure: MONEY,
  payment_pending: MONEY,
  refund_issued: MONEY,
  bill_issued: BILL,
  postpaid_due_date: BILL,
  postpaid_overdue: BILL,
  service_suspended: BILL,
  service_restored: BILL,
  addon_activated: BILL,
  referral_bonus: { icon: Gift, to: "/refer" },
  inactivity_warning: { icon: CalendarClock, to: "/plans" },
  link_request: FAMILY,
  link_accepted: FAMILY,
  promotional: { icon: Tag, to: "/plans" },
  security_alert: SECURITY,
  code: SECURITY,
};

export function lookOf(type: NotificationType): Look {
  return LOOKS[type];
}
