import { catalogCustomerRouter } from "./catalog/router.ts";
import { contentCustomerRouter } from "./content/router.ts";
import { customersCustomerRouter } from "./customers/router.ts";
import { identityCustomerRouter } from "./identity/router.ts";
import { linesCustomerRouter } from "./lines/router.ts";
import { linkedAccountsCustomerRouter } from "./linked-accounts/router.ts";
import { notificationsCustomerRouter } from "./notifications/router.ts";
import { postpaidCustomerRouter } from "./postpaid/router.ts";
import { rechargeCustomerRouter } from "./recharge/router.ts";
import { referralsCustomerRouter } from "./referrals/router.ts";
import { settingsCustomerRouter } from "./settings/router.ts";
import { subscriptionsCustomerRouter } from "./subscriptions/router.ts";
import { transactionsCustomerRouter } from "./transactions/router.ts";
import { router } from "./trpc/init.ts";
import { usageCustomerRouter } from "./usage/router.ts";

/** Everything customers and the public may call. Admin procedures have their own root, off this endpoint. */
export const customerRouter = router({
  identity: identityCustomerRouter,
  settings: settingsCustomerRouter,
  customers: customersCustomerRouter,
  lines: linesCustomerRouter,
  catalog: catalogCustomerRouter,
  content: contentCustomerRouter,
  linkedAccounts: linkedAccountsCustomerRouter,
  recharge: rechargeCustomerRouter,
  transactions: transactionsCustomerRouter,
  referrals: referralsCustomerRouter,
  subscriptions: subscriptionsCustomerRouter,
  postpaid: postpaidCustomerRouter,
  usage: usageCustomerRouter,
  notifications: notificationsCustomerRouter,
});

export type CustomerRouter = typeof customerRouter;
