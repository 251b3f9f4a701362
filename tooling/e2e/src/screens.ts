/** Every screen of the customer app that a signed-in customer opens by its address. */
export const CUSTOMER_SCREENS = [
  ...["/", "/plans", "/recharge", "/queue", "/activity", "/activity?tab=usage", "/family", "/postpaid"],
  ...["/postpaid/plans", "/postpaid/bills", "/refer", "/help", "/notifications", "/notifications/preferences"],
  ...["/you", "/you/profile", "/you/numbers", "/you/security"],
];

/** Those before the sign-in. */
export const FRONT_SCREENS = ["/sign-in", "/register", "/forgot-password"];

/** Every screen of the console. */
export const CONSOLE_SCREENS = [
  ...["", "customers", "transactions", "subscriptions", "linked", "referrals", "postpaid", "catalog/categories"],
  ...["catalog/plans", "catalog/offers", "content", "notifications", "notifications/new", "backups", "jobs", "audit"],
  ...["staff", "api-keys", "settings", "profile"],
].map((path) => `/console/${path}`);

/** Those before the sign-in. */
export const CONSOLE_FRONT_SCREENS = ["/console/sign-in", "/console/reset-password"];
