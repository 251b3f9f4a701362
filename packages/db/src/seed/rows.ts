import type {
  admins,
  auditEvents,
  categories,
  customers,
  devices,
  idempotencyKeys,
  lineOwnerships,
  lines,
  notificationCauses,
  notificationDeliveries,
  notifications,
  offers,
  payments,
  plans,
  referralCodes,
  referralDiscounts,
  referralEvents,
  referrals,
  subscriptionEvents,
  subscriptions,
  transactionEvents,
  transactions,
  webhookInbox,
} from "../schema/index.ts";

export type PlanRow = Omit<typeof plans.$inferSelect, "search">;
export type OfferRow = typeof offers.$inferSelect;
export type CustomerRow = typeof customers.$inferSelect;
export type LineRow = typeof lines.$inferSelect;
export type TransactionRow = typeof transactions.$inferSelect;
export type PaymentRow = typeof payments.$inferSelect;
export type SubscriptionRow = typeof subscriptions.$inferSelect;
export type ReferralCodeRow = typeof referralCodes.$inferSelect;
export type ReferralRow = typeof referrals.$inferSelect;
export type DiscountRow = typeof referralDiscounts.$inferSelect;
export type NotificationRow = typeof notifications.$inferSelect;
export type DeliveryRow = typeof notificationDeliveries.$inferSelect;
export type DeviceRow = typeof devices.$inferSelect;

/** A row of the simulated gateway's own table, which knows no drizzle: column names as they are. */
export type GatewayAttemptRow = {
  attempt_id: string;
  kind: "charge" | "refund";
  state: "pending" | "succeeded" | "failed" | "cancelled";
  charge_attempt_id: string | null;
  amount_minor: number | null;
  refunded_minor: number;
  currency: string | null;
  method: string | null;
  token: string | null;
  reference: string | null;
  reason: string | null;
  due_at: Date | null;
  due_state: "succeeded" | "failed" | null;
  due_reason: string | null;
  is_cancellable: boolean;
  created_at: Date;
  decided_at: Date | null;
};

/** Everything that will be written, table by table, in the order in which foreign keys allow it. */
export type Rows = {
  categories: (typeof categories.$inferSelect)[];
  plans: PlanRow[];
  offers: OfferRow[];
  admins: (typeof admins.$inferSelect)[];
  customers: CustomerRow[];
  lines: LineRow[];
  lineOwnerships: (typeof lineOwnerships.$inferSelect)[];
  devices: DeviceRow[];
  transactions: TransactionRow[];
  transactionEvents: (typeof transactionEvents.$inferSelect)[];
  payments: PaymentRow[];
  webhookInbox: (typeof webhookInbox.$inferSelect)[];
  idempotencyKeys: (typeof idempotencyKeys.$inferSelect)[];
  subscriptions: SubscriptionRow[];
  subscriptionEvents: (typeof subscriptionEvents.$inferSelect)[];
  referralCodes: ReferralCodeRow[];
  referrals: ReferralRow[];
  referralDiscounts: DiscountRow[];
  referralEvents: (typeof referralEvents.$inferSelect)[];
  notifications: NotificationRow[];
  notificationCauses: (typeof notificationCauses.$inferSelect)[];
  notificationDeliveries: DeliveryRow[];
  auditEvents: (typeof auditEvents.$inferSelect)[];
  gatewayAttempts: GatewayAttemptRow[];
};

export function noRows(): Rows {
  return {
    ...{ categories: [], plans: [], offers: [], admins: [], customers: [], lines: [], lineOwnerships: [], devices: [] },
    ...{ transactions: [], transactionEvents: [], payments: [], webhookInbox: [], idempotencyKeys: [] },
    ...{ subscriptions: [], subscriptionEvents: [], referralCodes: [], referrals: [], referralDiscounts: [] },
    ...{ referralEvents: [], notifications: [], notificationCauses: [], notificationDeliveries: [], auditEvents: [] },
    gatewayAttempts: [],
  };
}
