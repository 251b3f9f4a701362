import { z } from "zod";
import { ACCOUNT_STATUSES, PLAN_TYPES } from "./enums.ts";
import { Id } from "./ids.ts";

/** Whom staff send to: customers by id, or everyone who meets all the conditions named; none named means all. */
export const BroadcastAudience = z.strictObject({
  customerIds: z.array(Id).min(1).max(1_000).optional(),
  status: z.enum(ACCOUNT_STATUSES).optional(),
  /** Has a running plan of this type. */
  planType: z.enum(PLAN_TYPES).optional(),
  planId: Id.optional(),
  /** Remaining data of the running plans is below this. */
  balanceBelowBytes: z.int().min(0).optional(),
  /** No running plan for at least so many days. */
  minDaysInactive: z.int().min(1).max(3_650).optional(),
  signedUpFrom: z.iso.datetime().optional(),
  signedUpUntil: z.iso.datetime().optional(),
});
export type BroadcastAudience = z.infer<typeof BroadcastAudience>;
