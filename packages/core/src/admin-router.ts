import { catalogAdminRouter } from "./catalog/router.ts";
import { router } from "./trpc/init.ts";

/** Everything staff may call. */
export const adminRouter = router({
  catalog: catalogAdminRouter,
});

export type AdminRouter = typeof adminRouter;
