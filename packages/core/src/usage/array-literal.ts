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

const QUOTED = /["\\]/;

/** A PostgreSQL array literal of any texts. They are looked into together: most batches hold nothing to escape. */
export function textArrayLiteral(values: readonly string[]): string {
  if (values.length === 0) return "{}";
  const texts = QUOTED.test(values.join("")) ? values.map((value) => value.replaceAll(/["\\]/g, "\\$&")) : values;
  return `{"${texts.join('","')}"}`;
}
