import { catalogAdminRouter } from "./catalog/router.ts";
import { transactionsAdminRouter } from "./transactions/router.ts";
import { router } from "./trpc/init.ts";

/** Everything staff may call. */
export const adminRouter = router({
  catalog: catalogAdminRouter,
  transactions: transactionsAdminRouter,
});

export type AdminRouter = typeof adminRouter;
