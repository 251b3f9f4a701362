export const CUSTOMER_TABS = [
  "timeline",
  "lines",
  "plans",
  "money",
  "postpaid",
  "family",
  "referrals",
  "notices",
  "sessions",
] as const;
export type CustomerTab = (typeof CUSTOMER_TABS)[number];
