import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldWords } from "./field-words.ts";

const said = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues.map(fieldWords);

describe("what is said of a wrong field", () => {
  it.each([
    [z.string().min(8), "short", "must have at least 8 characters"],
    [z.string().min(1), "", "must have at least 1 character"],
    [z.string().max(3), "long", "must have at most 3 characters"],
    [z.array(z.string()).min(1), [], "must have at least 1 entry"],
    [z.int().max(365), 999, "must be at most 365"],
    [z.number().lt(100), 100, "must be less than 100"],
    [z.object({ name: z.string() }), {}, "is needed"],
    [z.string().min(8, "is not long enough to be safe"), "short", "is not long enough to be safe"],
    [z.number(), "1", "Invalid input: expected number, received string"],
  ])("names the bound, or keeps the schema's own words (%#)", (schema, value, words) => {
    expect(said(schema, value)).toEqual([words]);
  });
});
