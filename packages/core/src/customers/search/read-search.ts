import { idRangeOfReference, parsePhone, phonePrefix, TRANSACTION_TYPES, type TransactionType } from "@nexa/contracts";
import { referencePrefixOf } from "../../transactions/index.ts";

/** What staff look for: LIKE patterns of which one must match (for each word of a name), or something that leads to its customer. */
export type Search =
  | { by: "phone"; patterns: string[] }
  | { by: "name"; words: string[][] }
  | { by: "transaction"; type: TransactionType; from: string; to: string }
  | { by: "bill"; number: number }
  | { by: "nothing" };

const PHONE_LIKE = /^\+?[0-9 ().-]*[0-9][0-9 ().-]*$/;
const BILL = /^B-?([0-9]{1,15})$/i;
/** Fewer digits are part of a number even where they could be a short number of their own. */
const WHOLE_NUMBER_DIGITS = 10;
/** Trigram indexes find parts of three characters or more; of shorter ones the beginnings of words. */
const TRIGRAM = 3;

/** Reads what was typed into the search box, as far as it is typed. Numbers may be national ones of `country`. */
export function readSearch(text: string, country: string): Search {
  const range = idRangeOfReference(text);
  const type = TRANSACTION_TYPES.find((each) => referencePrefixOf(each) === range?.prefix);
  if (range && type) return { by: "transaction", type, from: range.from, to: range.to };
  const bill = BILL.exec(text);
  if (bill) return { by: "bill", number: Number(bill[1]) };
  if (PHONE_LIKE.test(text)) return { by: "phone", patterns: phonePatterns(text, country) };
  // Signs alone would have every row read; beside words they are looked for as they are.
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.length === 0 ? { by: "nothing" } : { by: "name", words: words.map(wordPatterns) };
}

/** A whole number as it is; else the digits anywhere, and what they begin where they are typed with the trunk or the country's code. */
function phonePatterns(text: string, country: string): string[] {
  const digits = text.replaceAll(/\D/g, "");
  const whole = parsePhone(text, country);
  if (whole !== null && digits.length >= WHOLE_NUMBER_DIGITS) return [whole];
  const asTyped = text.startsWith("+") ? [`+${digits}%`] : digits.length < TRIGRAM ? [] : [`%${digits}%`];
  const begun = phonePrefix(text, country);
  const isFoundAlready = begun === null || (asTyped.length > 0 && begun.includes(digits));
  return isFoundAlready ? asTyped : [...asTyped, `${begun}%`];
}

function wordPatterns(word: string): string[] {
  const literal = word.replaceAll(/[\\%_]/g, "\\$&");
  return [...word].length < TRIGRAM ? [`${literal}%`, `% ${literal}%`] : [`%${literal}%`];
}
