import type { z } from "zod";

/**
 * An output schema for answers that are kept and given out many times: it parses each answer once and then hands out the same
 * parsed object, so that a REST adapter can keep its JSON by identity. Only for objects that nobody changes.
 */
export function checkedOnce<T extends z.ZodType<object>>(schema: T): T {
  const parsed = new WeakMap<object, object>();
  const parse = (value: unknown): object => {
    if (typeof value !== "object" || value === null) return schema.parse(value);
    const known = parsed.get(value) ?? schema.parse(value);
    parsed.set(value, known);
    return known;
  };
  return Object.assign(schema.clone(), { parse, parseAsync: async (value: unknown) => parse(value) });
}
