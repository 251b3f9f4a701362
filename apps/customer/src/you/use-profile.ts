import { useSuspenseQuery } from "@tanstack/react-query";
import { api, queryClient } from "../app/api.ts";

const options = () => api.customers.getProfile.queryOptions({});

/** The signed-in customer; loaded before any screen behind the sign-in is shown. */
export function useProfile() {
  return useSuspenseQuery(options()).data;
}

/** Puts what the server answered to a change where every screen reads it. */
export function keepProfile(profile: ReturnType<typeof useProfile>): void {
  queryClient.setQueryData(options().queryKey, profile);
}

export function reloadProfile(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: options().queryKey });
}
