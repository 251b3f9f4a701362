const PLAIN = /^[0-9A-Za-z_.:+-]+$/;

/**
 * A PostgreSQL array literal of values that need no quotes: ids, numbers, days, instants, names of ours. The driver's own way looks into
 * every value for quotes, which costs more than rating the event it belongs to. Throws where a value does need them.
 */
export function arrayLiteral(values: readonly (string | number | Date | null)[]): string {
  const texts = values.map((value) => (value instanceof Date ? value.toISOString() : value === null ? "NULL" : value));
  const joined = texts.join("");
  if (joined !== "" && !PLAIN.test(joined)) throw new Error("a value of the array would need quotes");
  return `{${texts.join(",")}}`;
}
