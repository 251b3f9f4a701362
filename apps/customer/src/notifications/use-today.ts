import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";

/** The operator's day it is, by the operator's clock, which in a demo may lie ahead. */
export function useToday(): string {
  const { dayKey } = useFormats();
  const { data } = useQuery({ ...api.settings.operator.queryOptions({}), staleTime: Number.POSITIVE_INFINITY });
  return dayKey(data?.now ?? new Date());
}
