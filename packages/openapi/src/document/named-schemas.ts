import * as contracts from "@nexa/contracts";
import { z } from "zod";
import { isJson, type Json } from "./json.ts";

let isNamed = false;

/**
 * Gives the contracts' shared shapes (`Transaction`, `Plan`) their names, so that the document has each of them once. Names live in
 * zod's registry: the schemas themselves stay untouched.
 */
export function nameSharedSchemas(): void {
  if (isNamed) return;
  isNamed = true;
  for (const [name, schema] of Object.entries(contracts)) {
    if (schema instanceof z.ZodObject && !/(?:Input|Output)$/.test(name)) z.globalRegistry.add(schema, { id: name });
  }
}

const PATTERN_SAID_BY_FORMAT = new Set(["uuid", "date-time", "email"]);

/** Takes the regular expressions away that only repeat a format: 200 characters each, hundreds of times. */
export function dropRepeatedPatterns(value: unknown): void {
  if (Array.isArray(value)) {
    for (const each of value) dropRepeatedPatterns(each);
  } else if (isJson(value)) {
    const schema: Json = value;
    if (typeof schema.format === "string" && PATTERN_SAID_BY_FORMAT.has(schema.format)) delete schema.pattern;
    for (const each of Object.values(schema)) dropRepeatedPatterns(each);
  }
}
