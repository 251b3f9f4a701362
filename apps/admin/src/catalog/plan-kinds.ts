/** What stands alone, and what is bought on top of it: top-ups, and add-ons of postpaid plans. */
export const PLAN_KINDS = ["base", "topup"] as const;
