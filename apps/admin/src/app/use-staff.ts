import type { Admin } from "@nexa/contracts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { api } from "./api.ts";

/** Who is signed in. Known behind the sign-in: the route asks for it before anything is shown. */
export function useStaff(): Admin {
  return useSuspenseQuery({ ...api.identity.getProfile.queryOptions({}), staleTime: 60_000 }).data;
}
