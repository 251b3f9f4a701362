import { z } from "zod";
import { NOTIFICATION_CHANNELS, RECORDED_PAYMENT_METHODS, TRANSACTION_STATUSES, TRANSACTION_TYPES } from "./enums.ts";
import { Id } from "./ids.ts";
import { Timestamp } from "./text.ts";

/** The longest range that may be asked for, in days. */
export const MAX_ANALYTICS_DAYS = 1_096;
/** Without a range: so many days, today the last. */
export const DEFAULT_ANALYTICS_DAYS = 30;

export const ANALYTICS_INTERVALS = ["day", "week", "month"] as const;
export type AnalyticsInterval = (typeof ANALYTICS_INTERVALS)[number];

/** How old what is owed on a bill is, by its due date. */
export const DUE_AGES = ["not_due", "1_to_7_days", "8_to_30_days", "over_30_days"] as const;

/** A day of the operator's calendar, `YYYY-MM-DD`. */
const Day = z.iso.date();
const Count = z.number().int().min(0);
const Minor = z.number().int();
/** A percentage to a hundredth; null where there is nothing to divide by. */
const Percent = z.number().nullable();

const RangeInput = { from: Day.optional(), to: Day.optional() };
const SeriesInput = { ...RangeInput, interval: z.enum(ANALYTICS_INTERVALS).default("day") };

/** The range in the operator's days, both ends included, and the one of the same length right before it. */
const RangeOutput = {
  from: Day,
  to: Day,
  previousFrom: Day,
  previousTo: Day,
  /** When transactions, customers and referrals were last counted; what was under way then is in the next count. Null: not yet. */
  countedAt: Timestamp.nullable(),
};

/** Sales by the day they were made on. Refunds themselves are no sales: they lower the day of what they give back. Amounts in minor units. */
export const SalesFigures = z.object({
  transactions: Count,
  pending: Count,
  /** Paid for and carried out, also where money went back later. */
  delivered: Count,
  failed: Count,
  reversed: Count,
  /** Of those delivered: given back in full or in part. */
  refunded: Count,
  grossMinor: Minor,
  refundedMinor: Minor,
  /** Gross less refunds. */
  netMinor: Minor,
  discountMinor: Minor,
  /** Gross by delivered sale. */
  averageOrderMinor: Minor.nullable(),
  /** Delivered of those decided, so not of the pending ones. */
  successPercent: Percent,
});
export type SalesFigures = z.infer<typeof SalesFigures>;

/** By how much it grew on the range before, in percent. */
const SalesChange = z.object({
  transactions: Percent,
  delivered: Percent,
  gross: Percent,
  net: Percent,
  averageOrder: Percent,
});
export const SalesComparison = z.object({ current: SalesFigures, previous: SalesFigures, changePercent: SalesChange });
export type SalesComparison = z.infer<typeof SalesComparison>;

/** `startsOn` is the first day of the interval, which may lie before the range. Intervals without anything are left out. */
const Starts = { startsOn: Day };
export const SalesPoint = z.object({ ...Starts, ...SalesFigures.shape });
export type SalesPoint = z.infer<typeof SalesPoint>;

const ByType = z.object({ type: z.enum(TRANSACTION_TYPES), ...SalesFigures.shape });
const ByMethod = z.object({ paymentMethod: z.enum(RECORDED_PAYMENT_METHODS), ...SalesFigures.shape });
/** The plan is null for sales that name none, the name also where the plan is not known any more. */
const ByPlan = z.object({ planId: Id.nullable(), planName: z.string().nullable(), ...SalesFigures.shape });

/** Customers of a range; accounts that were closed count as they were until then. */
export const CustomerFigures = z.object({
  registered: Count,
  closed: Count,
  /** Accounts that are not closed, at the end of the range. */
  total: Count,
  /** Customers on the day of the range on which they have had no plan for 30 days, and have none since. */
  churned: Count,
  /** Of those who were not churned when the range began. */
  churnPercent: Percent,
  /** Net revenue by customer: the mean of those at the beginning and at the end. */
  arpuMinor: Minor.nullable(),
});
export type CustomerFigures = z.infer<typeof CustomerFigures>;
const CustomerComparison = z.object({
  current: CustomerFigures,
  previous: CustomerFigures,
  changePercent: z.object({ registered: Percent, total: Percent, arpu: Percent }),
});

/** The steps of referrals that were taken in a range. */
export const ReferralFunnel = z.object({
  codes: Count,
  joined: Count,
  completed: Count,
  rewarded: Count,
  discountsUsed: Count,
  revoked: Count,
  /** Completed by joined. */
  completionPercent: Percent,
});
export type ReferralFunnel = z.infer<typeof ReferralFunnel>;
const ReferralComparison = z.object({
  current: ReferralFunnel,
  previous: ReferralFunnel,
  changePercent: z.object({ joined: Percent, completed: Percent }),
});

const DeliveryCounts = z.object({
  pending: Count,
  sent: Count,
  delivered: Count,
  failed: Count,
  suppressed: Count,
  /** Sent or delivered of those that ended. */
  deliveryPercent: Percent,
});
export type DeliveryCounts = z.infer<typeof DeliveryCounts>;

/** What stands now, as last measured. */
export const Standing = z.object({
  measuredAt: Timestamp,
  activePlans: Count,
  activeTopups: Count,
  queuedPlans: Count,
  /** Running base plans that end within a day and within seven. */
  expiringWithin1Day: Count,
  expiringWithin7Days: Count,
  activePostpaid: Count,
  suspendedPostpaid: Count,
  /** Owed on bills, by how long it has been due. */
  dues: z.object({
    bills: Count,
    outstandingMinor: Minor,
    overdueMinor: Minor,
    byAge: z.array(z.object({ age: z.enum(DUE_AGES), bills: Count, outstandingMinor: Minor })),
  }),
});
export type Standing = z.infer<typeof Standing>;

export const GetDashboardInput = z.strictObject(RangeInput);
export type GetDashboardInput = z.infer<typeof GetDashboardInput>;
export const GetDashboardOutput = z.object({
  ...RangeOutput,
  currency: z.string(),
  sales: SalesComparison,
  revenueByDay: z.array(SalesPoint),
  previousRevenueByDay: z.array(SalesPoint),
  byType: z.array(ByType),
  byMethod: z.array(ByMethod),
  /** The five with most net revenue. */
  topPlans: z.array(ByPlan),
  customers: CustomerComparison,
  referrals: ReferralComparison,
  deliveries: z.object({
    current: DeliveryCounts,
    previous: DeliveryCounts,
    byChannel: z.array(z.object({ channel: z.enum(NOTIFICATION_CHANNELS), ...DeliveryCounts.shape })),
  }),
  /** Null until it was first measured. */
  now: Standing.nullable(),
});
export type GetDashboardOutput = z.infer<typeof GetDashboardOutput>;

export const GetRevenueInput = z.strictObject(SeriesInput);
export type GetRevenueInput = z.infer<typeof GetRevenueInput>;
export const GetRevenueOutput = z.object({
  ...RangeOutput,
  interval: z.enum(ANALYTICS_INTERVALS),
  currency: z.string(),
  totals: SalesComparison,
  series: z.array(SalesPoint),
  previousSeries: z.array(SalesPoint),
  byType: z.array(ByType),
  byMethod: z.array(ByMethod),
  /** Most net revenue first, 100 at most. */
  byPlan: z.array(ByPlan),
});
export type GetRevenueOutput = z.infer<typeof GetRevenueOutput>;

export const GetCustomerGrowthInput = z.strictObject(SeriesInput);
export type GetCustomerGrowthInput = z.infer<typeof GetCustomerGrowthInput>;
export const GetCustomerGrowthOutput = z.object({
  ...RangeOutput,
  interval: z.enum(ANALYTICS_INTERVALS),
  currency: z.string(),
  totals: CustomerComparison,
  series: z.array(
    z.object({
      ...Starts,
      registered: Count,
      closed: Count,
      churned: Count,
      /** At the end of the interval. */ total: Count,
    }),
  ),
});
export type GetCustomerGrowthOutput = z.infer<typeof GetCustomerGrowthOutput>;

export const GetReferralTrendInput = z.strictObject(SeriesInput);
export type GetReferralTrendInput = z.infer<typeof GetReferralTrendInput>;
export const GetReferralTrendOutput = z.object({
  ...RangeOutput,
  interval: z.enum(ANALYTICS_INTERVALS),
  funnel: ReferralComparison,
  series: z.array(z.object({ ...Starts, ...ReferralFunnel.shape })),
});
export type GetReferralTrendOutput = z.infer<typeof GetReferralTrendOutput>;

export const GetPlanPerformanceInput = z.strictObject({
  ...RangeInput,
  sort: z.enum(["net", "delivered", "refunded"]).default("net"),
  limit: z.number().int().min(1).max(500).default(100),
});
export type GetPlanPerformanceInput = z.infer<typeof GetPlanPerformanceInput>;
export const GetPlanPerformanceOutput = z.object({
  ...RangeOutput,
  currency: z.string(),
  /** How many plans sold in the range, listed or not. */
  planCount: Count,
  plans: z.array(
    z.object({
      ...ByPlan.shape,
      /** Of the net revenue of all plans. */
      sharePercent: Percent,
      previousNetMinor: Minor,
      previousDelivered: Count,
      netChangePercent: Percent,
    }),
  ),
});
export type GetPlanPerformanceOutput = z.infer<typeof GetPlanPerformanceOutput>;

export const RebuildAnalyticsInput = z.strictObject({});
export type RebuildAnalyticsInput = z.infer<typeof RebuildAnalyticsInput>;

/** What happens now: today's sales to this moment, those delivered in the last minute, and the latest that were decided. */
export const LiveActivity = z.object({
  countedAt: Timestamp.nullable(),
  rechargesPerMinute: Count,
  today: SalesFigures,
  latest: z.array(
    z.object({
      id: Id,
      type: z.enum(TRANSACTION_TYPES),
      status: z.enum(TRANSACTION_STATUSES),
      planName: z.string().nullable(),
      finalAmountMinor: Minor,
      settledAt: Timestamp.nullable(),
    }),
  ),
});
export type LiveActivity = z.infer<typeof LiveActivity>;
