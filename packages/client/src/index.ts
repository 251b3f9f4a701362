export type { ClientFailure } from "@nexa/contracts/failure";
export { useSubscription } from "@trpc/tanstack-react-query";
export { failureOf } from "./client-error.ts";
export {
  type AdminClient,
  type ClientOptions,
  type CustomerClient,
  createAdminClient,
  createCustomerClient,
} from "./create-client.ts";
export {
  type AdminQueries,
  type CustomerQueries,
  createAdminQueries,
  createCustomerQueries,
} from "./create-queries.ts";
export { onceByKey } from "./once-by-key.ts";
export { itemsOf, pagesOf } from "./pages.ts";
export { createQueryClient } from "./query-client.ts";
export { isMarkedSignedIn, RefusedError, refusalOf, session } from "./session.ts";
