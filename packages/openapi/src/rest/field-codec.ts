import type { z } from "zod";

/** How the text of a path or query field becomes the value that its schema expects. */
export type FieldCodec = {
  /** A query field that may be given several times. */
  readonly isList: boolean;
  /** Answers the text itself where it is not of the field's kind, so that the schema refuses it by name. */
  readonly decode: (text: string) => unknown;
};

type Decode = FieldCodec["decode"];

const DECIMAL = /^-?(?:0|[1-9]\d{0,20})(?:\.\d{1,20})?$/;

const asText: Decode = (text) => text;
const asNumber: Decode = (text) => (DECIMAL.test(text) ? Number(text) : text);
const asBoolean: Decode = (text) => (text === "true" ? true : text === "false" ? false : text);

function asDate(text: string): unknown {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date;
}

/** The codec of a field, read off its schema. The schema is only looked at: setting `coerce` on it would reach tRPC too. */
export function fieldCodec(schema: z.core.$ZodType): FieldCodec {
  const bare = unwrap(schema);
  if (bare._zod.def.type !== "array") return { isList: false, decode: decodeOf(bare) };
  const { element } = bare._zod.def as z.core.$ZodArrayDef;
  return { isList: true, decode: decodeOf(unwrap(element)) };
}

function decodeOf(bare: z.core.$ZodType): Decode {
  const { def } = bare._zod;
  switch (def.type) {
    case "number":
      return asNumber;
    case "boolean":
      return asBoolean;
    case "date":
      return asDate;
    case "literal":
      return literalDecode((def as z.core.$ZodLiteralDef<z.core.util.Literal>).values);
    default:
      return asText;
  }
}

function literalDecode(values: readonly unknown[]): Decode {
  const byText = new Map(values.map((value) => [String(value), value]));
  return (text) => byText.get(text) ?? text;
}

/** The schema below optional, default, nullable and the like; of a pipe its input side. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const def = schema._zod.def as { type: string; innerType?: z.core.$ZodType; in?: z.core.$ZodType };
  if (def.type === "pipe" && def.in) return unwrap(def.in);
  return def.innerType ? unwrap(def.innerType) : schema;
}
