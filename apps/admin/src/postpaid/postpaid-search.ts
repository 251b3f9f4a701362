import { ACTIVATION_STATUSES, BILL_STATUSES } from "@nexa/contracts/enums";
import type { ListSearch } from "../app/list-search.ts";

export const POSTPAID_VIEWS = ["activations", "bills", "dues"] as const;
export type PostpaidView = (typeof POSTPAID_VIEWS)[number];

/** What the address may say. Each list takes its own of it. */
export const POSTPAID_FILTERS = {
  view: POSTPAID_VIEWS,
  status: [...ACTIVATION_STATUSES, ...BILL_STATUSES],
  suspendedFor: ["overdue", "staff"],
  phoneNumber: "text",
  number: "text",
  from: "text",
  until: "text",
  overdue: ["yes", "no"],
  sort: ["newest", "oldest"],
} as const;
export type PostpaidSearch = ListSearch<typeof POSTPAID_FILTERS>;

const MIN_DIGITS = 7;

/** A number that is long enough to be one, else nothing. */
export function phoneOf(typed: string | undefined): { phoneNumber?: string } {
  return typed && typed.replaceAll(/\D/g, "").length >= MIN_DIGITS ? { phoneNumber: typed } : {};
}

/** A bill's number as it is printed, else nothing. */
export function numberOf(typed: string | undefined): { number?: string } {
  const text = typed?.trim() ?? "";
  return /^(?:B-)?\d{1,15}$/i.test(text) ? { number: text } : {};
}
