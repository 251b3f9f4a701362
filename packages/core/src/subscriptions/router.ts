import {
  ActivateNowInput,
  ActivateNowOutput,
  AdminListActiveSubscriptionsInput,
  AdminListActiveSubscriptionsOutput,
  AdminListQueuedSubscriptionsInput,
  AdminListQueuedSubscriptionsOutput,
  CancelSubscriptionInput,
  CancelSubscriptionOutput,
  ListActiveSubscriptionsInput,
  ListActiveSubscriptionsOutput,
  ListQueuedSubscriptionsInput,
  ListQueuedSubscriptionsOutput,
  ListSubscriptionHistoryInput,
  ListSubscriptionHistoryOutput,
  ReorderQueueInput,
  ReorderQueueOutput,
} from "@nexa/contracts";
import { cancelWithRefund } from "../recharge/index.ts";
import { adminProcedure, customerProcedure, router } from "../trpc/init.ts";
import { activateNow } from "./activate-now.ts";
import { adminListActiveSubscriptions } from "./admin-list-active-subscriptions.ts";
import { adminListQueuedSubscriptions } from "./admin-list-queued-subscriptions.ts";
import { listActiveSubscriptions } from "./list-active-subscriptions.ts";
import { listQueuedSubscriptions } from "./list-queued-subscriptions.ts";
import { listSubscriptionHistory } from "./list-subscription-history.ts";
import { reorderQueue } from "./reorder-queue.ts";

const tags = ["subscriptions"];
const adminTags = ["admin: subscriptions"];
const anId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
const anotherId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e02";
const aNumber = { phoneNumber: "+919812345678" };
const WHICH_LINE =
  "Name one of your numbers by id or number; else it is your registered number, with what you paid for on other people's numbers.";

export const subscriptionsCustomerRouter = router({
  listActive: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/subscriptions/active",
        tags,
        summary: "The running plan with its top-ups",
        description: WHICH_LINE,
        example: aNumber,
      },
    })
    .input(ListActiveSubscriptionsInput)
    .output(ListActiveSubscriptionsOutput)
    .query(({ ctx, input }) => listActiveSubscriptions(ctx, input)),
  listQueue: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/subscriptions/queue",
        tags,
        summary: "The waiting plans, next to start first",
        description: WHICH_LINE,
        example: aNumber,
      },
    })
    .input(ListQueuedSubscriptionsInput)
    .output(ListQueuedSubscriptionsOutput)
    .query(({ ctx, input }) => listQueuedSubscriptions(ctx, input)),
  listHistory: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/subscriptions/history",
        tags,
        summary: "All plans, newest purchase first",
        description: `Expired and cancelled plans stay readable. ${WHICH_LINE}`,
        example: { status: "expired", limit: 20 },
      },
    })
    .input(ListSubscriptionHistoryInput)
    .output(ListSubscriptionHistoryOutput)
    .query(({ ctx, input }) => listSubscriptionHistory(ctx, input)),
  activateNow: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/subscriptions/{subscriptionId}/activate-now",
        tags,
        summary: "Start a waiting plan now",
        description:
          "The running plan ends now and what is left of it is lost: `forfeited` says how much. A plan from further back passes those before it; all others follow in their order.",
        message: "The plan runs now. What was left of the earlier plan is lost.",
        example: { subscriptionId: anId },
      },
    })
    .input(ActivateNowInput)
    .output(ActivateNowOutput)
    .mutation(({ ctx, input }) => activateNow(ctx, input)),
  reorderQueue: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/subscriptions/queue/reorder",
        tags,
        summary: "Put the waiting plans in another order",
        description: "Names every waiting plan of one number exactly once, in the wanted order.",
        example: { subscriptionIds: [anotherId, anId] },
      },
    })
    .input(ReorderQueueInput)
    .output(ReorderQueueOutput)
    .mutation(({ ctx, input }) => reorderQueue(ctx, input)),
  cancel: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/subscriptions/{subscriptionId}/cancel",
        tags,
        summary: "Cancel a waiting plan and get the money back",
        description:
          "For the owner of the number and for who paid; the money goes back to who paid. The plans behind it move up. A plan that has started cannot be cancelled.",
        idempotent: true,
        message: "The plan is cancelled, and the money goes back to who paid.",
        example: { subscriptionId: anId },
      },
    })
    .input(CancelSubscriptionInput)
    .output(CancelSubscriptionOutput)
    .mutation(({ ctx, input }) => cancelWithRefund(ctx, input)),
});

export const subscriptionsAdminRouter = router({
  listActive: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/subscriptions/active",
        tags: adminTags,
        summary: "Plans that run now, soonest to end first",
        example: { isTopup: false, limit: 50 },
      },
    })
    .input(AdminListActiveSubscriptionsInput)
    .output(AdminListActiveSubscriptionsOutput)
    .query(({ ctx, input }) => adminListActiveSubscriptions(ctx, input)),
  listQueue: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/subscriptions/queue",
        tags: adminTags,
        summary: "Plans that wait, soonest to start first",
        example: aNumber,
      },
    })
    .input(AdminListQueuedSubscriptionsInput)
    .output(AdminListQueuedSubscriptionsOutput)
    .query(({ ctx, input }) => adminListQueuedSubscriptions(ctx, input)),
});
