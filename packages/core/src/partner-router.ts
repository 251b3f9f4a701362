import { catalogPartnerRouter } from "./catalog/router.ts";
import { rechargePartnerRouter } from "./recharge/router.ts";
import { transactionsPartnerRouter } from "./transactions/router.ts";
import { router } from "./trpc/init.ts";
import { usagePartnerRouter } from "./usage/router.ts";

/** Everything partners may call with their keys. Only the REST adapter mounts it; there is no tRPC endpoint for partners. */
export const partnerRouter = router({
  catalog: catalogPartnerRouter,
  recharge: rechargePartnerRouter,
  transactions: transactionsPartnerRouter,
  usage: usagePartnerRouter,
});

export type PartnerRouter = typeof partnerRouter;
