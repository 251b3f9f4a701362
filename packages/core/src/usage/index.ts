export type { UsageSource } from "./allowances.ts";
export { type Balance, balancesOf, type KindBalance } from "./balances-of.ts";
export { type DeleteOldUsageOutput, deleteOldUsage } from "./delete-old-usage.ts";
export { ingestUsage } from "./ingest-usage.ts";
export { operatorDays } from "./operator-days.ts";
export { type UsageDay, usageDaysOf } from "./usage-days-of.ts";
