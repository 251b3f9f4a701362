import { useQuery } from "@tanstack/react-query";
import { api } from "./api.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How far the two clocks may be apart: a plan of 28 days that has just started has 28 left, not 29. */
const SLACK_MS = 60_000;

/** Whole days until an instant, by the operator's clock, which in a demo may be ahead of the device's. Null until it is known. */
export function useDaysLeft(until: string | undefined): number | null {
  const { data, dataUpdatedAt } = useQuery(api.settings.operator.queryOptions({}));
  if (!data || !until) return null;
  const now = Date.parse(data.now) + (Date.now() - dataUpdatedAt);
  return Math.max(0, Math.ceil((Date.parse(until) - now - SLACK_MS) / DAY_MS));
}
