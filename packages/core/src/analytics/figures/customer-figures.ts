import type { CustomerFigures, GetCustomerGrowthOutput, SalesComparison } from "@nexa/contracts";
import { changePercent, percentOf } from "./ratios.ts";
import type { Count } from "./read-counts.ts";

/**
 * Customers of a range and the one before. ARPU = net revenue of the range / mean of the customers at its beginning and its end. Churn
 * rate = churned in the range / customers who were not churned when it began, so those whose latest plan left them less than 30 days
 * before or leaves them later.
 */
export function compareCustomers(
  countOf: (what: string) => Count,
  sales: SalesComparison,
): GetCustomerGrowthOutput["totals"] {
  const [registered, closed] = [countOf("registered"), countOf("closed")];
  const [churned, planLeft] = [countOf("churned"), countOf("plan_left")];
  // Closings are recounted apart from registrations, so for a moment there may be more of them.
  const totalAt = (instant: "untilEnd" | "untilPreviousEnd" | "untilBefore") =>
    Math.max(0, registered[instant] - closed[instant]);
  const current: CustomerFigures = {
    ...{ registered: registered.current, closed: closed.current, total: totalAt("untilEnd"), churned: churned.current },
    churnPercent: percentOf(churned.current, planLeft.ever - planLeft.untilPreviousEnd),
    arpuMinor: arpu(sales.current.netMinor, totalAt("untilPreviousEnd"), totalAt("untilEnd")),
  };
  const previous: CustomerFigures = {
    ...{ registered: registered.previous, closed: closed.previous, total: totalAt("untilPreviousEnd") },
    churned: churned.previous,
    churnPercent: percentOf(churned.previous, planLeft.ever - planLeft.untilBefore),
    arpuMinor: arpu(sales.previous.netMinor, totalAt("untilBefore"), totalAt("untilPreviousEnd")),
  };
  return {
    current,
    previous,
    changePercent: {
      registered: changePercent(current.registered, previous.registered),
      total: changePercent(current.total, previous.total),
      arpu: changePercent(current.arpuMinor, previous.arpuMinor),
    },
  };
}

function arpu(netMinor: number, before: number, after: number): number | null {
  const mean = (before + after) / 2;
  return mean <= 0 ? null : Math.round(netMinor / mean);
}
