export { activateNow } from "./activate-now.ts";
export { type EndSubscriptionInput, type EndSubscriptionOutput, endSubscription } from "./end-subscription.ts";
export { subscriptionsErrors } from "./errors.ts";
export { type CancellableSubscription, getCancellableSubscription } from "./get-cancellable-subscription.ts";
export { type LivePlans, readLivePlansOfLines } from "./live-plans.ts";
export { type Placement, type QueueState, relayQueue } from "./queue.ts";
export { type RecordPlanBoundariesOutput, recordPlanBoundaries } from "./record-plan-boundaries.ts";
export { type SubscriptionOnLine, type SubscriptionRow, statusOf, toSubscription } from "./to-subscription.ts";
