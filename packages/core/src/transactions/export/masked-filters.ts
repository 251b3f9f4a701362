import { idRangeOfReference, maskPhone, type TransactionFilters } from "@nexa/contracts";

/** What was exported, for the audit log: numbers and names that were searched for are masked, a transaction's reference is kept. */
export function maskedFilters({
  search,
  recipientPhoneNumber,
  ...filters
}: TransactionFilters): Record<string, unknown> {
  return {
    ...filters,
    ...(recipientPhoneNumber === undefined ? {} : { recipientPhoneNumber: maskPhone(recipientPhoneNumber) }),
    ...(search === undefined ? {} : { search: maskedSearch(search) }),
  };
}

function maskedSearch(text: string): string {
  if (idRangeOfReference(text) !== null) return text;
  return /\d{4}/.test(text) ? maskPhone(text) : `${text.slice(0, 1)}***`;
}
