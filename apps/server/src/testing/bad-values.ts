import type { OpenApiDocument } from "@nexa/openapi";

type Json = { [key: string]: unknown };

/** A JSON schema's field with the values it must refuse, each with a word for the test's name. */
export type BadValue = { readonly field: string; readonly what: string; readonly value: unknown };

const HUGE = 1e300;

/** Values of a wrong type or out of any bound, by the type that the document names. Each must be refused by its schema. */
export function badValuesOf(field: string, schema: unknown): BadValue[] {
  const type = typeOf(schema);
  const bad = (what: string, value: unknown): BadValue => ({ field, what, value });
  switch (type) {
    case "integer":
    case "number":
      return [
        bad("null", null),
        bad("a text", "5"),
        bad("below zero", -1),
        bad("huge", HUGE),
        ...fraction(field, type),
      ];
    case "boolean":
      return [bad("null", null), bad('"false"', "false"), bad("0", 0)];
    case "array":
      return [
        bad("null", null),
        bad("a text", "x"),
        bad("a list of nulls", [null]),
        bad("10,000 entries", Array(10_000).fill("x")),
      ];
    case "string":
      return [
        bad("null", null),
        bad("a number", 5),
        bad("a list", ["x"]),
        bad("NUL", "x\u0000y"),
        bad("half a surrogate pair", "x\ud800"),
        bad("100,000 characters", "x".repeat(100_000)),
        ...(/phone/i.test(field) ? [bad("30 digits", `+${"9".repeat(30)}`)] : []),
      ];
    default:
      return [bad("a function of JSON", { $ne: null })];
  }
}

function fraction(field: string, type: string): BadValue[] {
  return type === "integer" ? [{ field, what: "a fraction", value: 1.5 }] : [];
}

/** The type of a field, also where null or several variants are allowed. */
function typeOf(schema: unknown): string {
  const { type, anyOf, enum: values } = (schema ?? {}) as { type?: unknown; anyOf?: unknown[]; enum?: unknown[] };
  if (Array.isArray(values)) return "string";
  if (Array.isArray(type)) return String(type.find((each) => each !== "null"));
  if (typeof type === "string") return type;
  return Array.isArray(anyOf) ? typeOf(anyOf.find((each) => (each as Json).type !== "null")) : "unknown";
}

export type DocumentedOperation = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body: Json | null;
  readonly example: Json;
  readonly parameters: readonly { name: string; in: string; schema: unknown; example?: unknown }[];
};

/** Every operation of the document with what a request to it looks like. */
export function operationsOf(document: OpenApiDocument): DocumentedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const { requestBody, parameters = [] } = operation as { requestBody?: unknown; parameters?: never[] };
      const media = ((requestBody as Json)?.content as Json)?.["application/json"] as Json | undefined;
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        body: (media?.schema as Json | undefined) ?? null,
        example: (media?.example ?? {}) as Json,
        parameters,
      };
    }),
  );
}
