import { router } from "./trpc/init.ts";

/** Everything customers and the public may call. Admin procedures have their own root, off this endpoint. */
export const customerRouter = router({});

export type CustomerRouter = typeof customerRouter;
