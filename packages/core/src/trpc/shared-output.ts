import type { z } from "zod";

/**
 * An output schema for verbs that answer the same object while nothing has changed: each object is checked once, and the checked
 * object is the same one each time too, so that REST serialises and hashes it once.
 */
export function sharedOutput<T extends z.ZodType>(schema: T): T {
  const checked = new WeakMap<object, Promise<unknown>>();
  const parseAsync = (value: unknown): Promise<unknown> => {
    if (typeof value !== "object" || value === null) return schema.parseAsync(value);
    const known = checked.get(value);
    if (known) return known;
    const made = schema.parseAsync(value);
    checked.set(value, made);
    return made;
  };
  return Object.create(schema, { parseAsync: { value: parseAsync } });
}
