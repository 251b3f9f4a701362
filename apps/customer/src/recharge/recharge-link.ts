import { linkOptions } from "@tanstack/react-router";

/** What the address of a recharge says. */
export type RechargeSearch = {
  /** Id of the plan. Left out: the one bought last, or the list to choose from. */
  plan?: string;
  /** The number to recharge. Left out: the line chosen in the line switcher. */
  to?: string;
  /** `data` offers the plans that add data to a running one. */
  add?: "data";
  /** Id of a payment made in this tab, whose progress or receipt is shown. */
  payment?: string;
};

/** Reads the address; what it cannot read counts as left out. */
export function readRechargeSearch(search: Record<string, unknown>): RechargeSearch {
  const to = phoneOf(search.to);
  return {
    ...(typeof search.plan === "string" && { plan: search.plan }),
    ...(to && { to }),
    ...(search.add === "data" && { add: "data" as const }),
    ...(typeof search.payment === "string" && { payment: search.payment }),
  };
}

/**
 * Where to recharge: `<Link {...rechargeLink({ plan: plan.id, to: number })}>`, or `navigate(rechargeLink({ add: "data" }))`. Quote,
 * payment and receipt happen there.
 */
export function rechargeLink(wish: Pick<RechargeSearch, "plan" | "to" | "add"> = {}) {
  return linkOptions({ to: "/recharge", search: wish });
}

/** The router reads `+9198…` in an address as a number. */
function phoneOf(value: unknown): string | null {
  if (typeof value === "number") return `+${value}`;
  return typeof value === "string" && value !== "" ? value : null;
}
