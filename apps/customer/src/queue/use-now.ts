import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";

/** Business time, which in a demo may lie ahead of the device's. */
export function useNow(): Date {
  const facts = useQuery({ ...api.settings.operator.queryOptions({}), staleTime: Number.POSITIVE_INFINITY });
  const ahead = facts.data ? new Date(facts.data.now).getTime() - facts.dataUpdatedAt : 0;
  return new Date(Date.now() + ahead);
}
