const MAX_LENGTH = 40;
// Letters of any script with their marks, and what stands in names between them. A dot only ends an initial: it must not make an address.
const NOT_IN_NAMES = /[^\p{L}\p{M} .'’-]|\.(?=\S)/gu;

/**
 * A customer's name for a message to a number that did not ask for it: people choose their names, and addresses, numbers and long texts
 * would make us send other people's advertisements.
 */
export function nameForStrangers(fullName: string): string {
  const words = fullName.replaceAll(NOT_IN_NAMES, " ").split(" ").filter(Boolean);
  // By characters: half a surrogate pair cannot be stored, and a name that ends in one would stop every request of its customer.
  const name = Array.from(words.join(" ")).slice(0, MAX_LENGTH).join("").trim();
  return /\p{L}/u.test(name) ? name : "A customer";
}
