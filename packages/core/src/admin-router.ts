import { analyticsAdminRouter } from "./analytics/router.ts";
import { auditAdminRouter } from "./audit/router.ts";
import { backupsAdminRouter } from "./backups/router.ts";
import { catalogAdminRouter } from "./catalog/router.ts";
import { contentAdminRouter } from "./content/router.ts";
import { customersAdminRouter } from "./customers/router.ts";
import { identityAdminRouter } from "./identity/router.ts";
import { jobsAdminRouter } from "./jobs/router.ts";
import { linkedAccountsAdminRouter } from "./linked-accounts/router.ts";
import { notificationsAdminRouter } from "./notifications/router.ts";
import { partnersAdminRouter } from "./partners/router.ts";
import { postpaidAdminRouter } from "./postpaid/router.ts";
import { referralsAdminRouter } from "./referrals/router.ts";
import { settingsAdminRouter } from "./settings/router.ts";
import { subscriptionsAdminRouter } from "./subscriptions/router.ts";
import { tasksAdminRouter } from "./tasks/router.ts";
import { transactionsAdminRouter } from "./transactions/router.ts";
import { router } from "./trpc/init.ts";

/** Everything staff may call. */
export const adminRouter = router({
  identity: identityAdminRouter,
  customers: customersAdminRouter,
  settings: settingsAdminRouter,
  catalog: catalogAdminRouter,
  content: contentAdminRouter,
  transactions: transactionsAdminRouter,
  linkedAccounts: linkedAccountsAdminRouter,
  referrals: referralsAdminRouter,
  subscriptions: subscriptionsAdminRouter,
  postpaid: postpaidAdminRouter,
  notifications: notificationsAdminRouter,
  analytics: analyticsAdminRouter,
  audit: auditAdminRouter,
  partners: partnersAdminRouter,
  jobs: jobsAdminRouter,
  tasks: tasksAdminRouter,
  backups: backupsAdminRouter,
});

export type AdminRouter = typeof adminRouter;
