import { DEFAULT_ANALYTICS_DAYS, MAX_ANALYTICS_DAYS } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";
import { operatorDays } from "../../usage/index.ts";
import { analyticsErrors } from "../errors.ts";

const DAY_MS = 86_400_000;

/** Days of the operator, both ends included, with the range of the same length right before. */
export type AnalyticsRange = { from: string; to: string; previousFrom: string; previousTo: string; today: string };

/** The last 30 days where nothing was said; with one end, 30 days from or to it. @throws analytics.badRange */
export function analyticsRange(
  ctx: CoreContext,
  input: { from?: string | undefined; to?: string | undefined },
): AnalyticsRange {
  const { dayOf, shift } = operatorDays(ctx.runtime.config.operator.timezone);
  const today = dayOf(ctx.clock.now());
  const until = input.from === undefined ? today : earlier(today, shift(input.from, DEFAULT_ANALYTICS_DAYS - 1));
  const to = input.to ?? (input.from !== undefined && input.from > until ? input.from : until);
  const from = input.from ?? shift(to, 1 - DEFAULT_ANALYTICS_DAYS);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1 || days > MAX_ANALYTICS_DAYS || from < "1900-01-01" || to > "2999-12-31")
    throw analyticsErrors.badRange();
  return { from, to, previousFrom: shift(from, -days), previousTo: shift(from, -1), today };
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

/** What the answers say of the range. */
export function shownRange({ from, to, previousFrom, previousTo }: AnalyticsRange) {
  return { from, to, previousFrom, previousTo };
}
