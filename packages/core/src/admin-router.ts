import { catalogAdminRouter } from "./catalog/router.ts";
import { notificationsAdminRouter } from "./notifications/router.ts";
import { referralsAdminRouter } from "./referrals/router.ts";
import { subscriptionsAdminRouter } from "./subscriptions/router.ts";
import { transactionsAdminRouter } from "./transactions/router.ts";
import { router } from "./trpc/init.ts";

/** Everything staff may call. */
export const adminRouter = router({
  catalog: catalogAdminRouter,
  transactions: transactionsAdminRouter,
  referrals: referralsAdminRouter,
  subscriptions: subscriptionsAdminRouter,
  notifications: notificationsAdminRouter,
});

export type AdminRouter = typeof adminRouter;
