import { parsePhone } from "@nexa/contracts";
import type { Chance } from "./prng.ts";

/** First two digits of Indian mobile numbers, the older series more often. */
const SERIES = [
  "98",
  "99",
  "97",
  "96",
  "95",
  "94",
  "93",
  "90",
  "89",
  "88",
  "87",
  "86",
  "84",
  "81",
  "80",
  "79",
  "78",
  "77",
  "76",
  "70",
  "63",
  "62",
];

/** Makes valid Indian mobile numbers in E.164, each once. */
export function createPhones(chance: Chance, taken: readonly string[]): () => string {
  const given = new Set(taken);
  return () => {
    for (;;) {
      const digits = String(chance.between(0, 99_999_999)).padStart(8, "0");
      const phone = `+91${chance.weighted(SERIES, (series) => (series.startsWith("9") ? 3 : 1))}${digits}`;
      if (given.has(phone) || parsePhone(phone, "IN") !== phone) continue;
      given.add(phone);
      return phone;
    }
  };
}
