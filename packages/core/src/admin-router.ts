import { router } from "./trpc/init.ts";

/** Everything staff may call. */
export const adminRouter = router({});

export type AdminRouter = typeof adminRouter;
