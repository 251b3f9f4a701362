import type { AdminRouter, CustomerRouter } from "@nexa/core";
import type { QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AdminClient, CustomerClient } from "./create-client.ts";

export type CustomerQueries = TRPCOptionsProxy<CustomerRouter>;
export type AdminQueries = TRPCOptionsProxy<AdminRouter>;

/** Query and mutation options of every procedure for customers: `useQuery(queries.lines.list.queryOptions({}))`. */
export function createCustomerQueries(client: CustomerClient, queryClient: QueryClient): CustomerQueries {
  return createTRPCOptionsProxy<CustomerRouter>({ client, queryClient });
}

/** The same for staff. */
export function createAdminQueries(client: AdminClient, queryClient: QueryClient): AdminQueries {
  return createTRPCOptionsProxy<AdminRouter>({ client, queryClient });
}
