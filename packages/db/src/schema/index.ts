export * from "./audit.ts";
export * from "./catalog.ts";
export * from "./identity.ts";
export * from "./lines.ts";
export * from "./notifications.ts";
export * from "./operator.ts";
export * from "./recharge.ts";
export * from "./referrals.ts";
