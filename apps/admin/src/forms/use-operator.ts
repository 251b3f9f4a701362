import type { OperatorFacts } from "@nexa/contracts/settings";
import { useSuspenseQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";

/** Currency, time zone and country of the operator. Known before any screen is shown. */
export function useOperator(): OperatorFacts {
  return useSuspenseQuery({ ...api.settings.operator.queryOptions({}), staleTime: Number.POSITIVE_INFINITY }).data;
}
