import { isJson, type Json } from "./json.ts";

const MAX_DEPTH = 6;
const AN_ID = "019aaf3e-7c00-7000-8000-00000000c0de";
const A_TIME = "2026-11-23T10:00:00.000Z";

/** Values that read well, by the name of the field. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  phoneNumber: "+919812345678",
  recipientPhoneNumber: "+919812345678",
  email: "meera.iyer@example.in",
  fullName: "Asha Rao",
  currency: "INR",
  nextCursor: null,
  name: "Super 299",
  planName: "Super 299",
  reference: "RC-1JQ8Z6T2K-7F3A9PQ",
  code: "NEXA7K2P",
  tokenType: "bearer",
  expiresIn: 1800,
  priceMinor: 29_900,
  originalAmountMinor: 29_900,
  discountAmountMinor: 0,
  finalAmountMinor: 29_900,
  refundedAmountMinor: 0,
  validityDays: 28,
  accessToken: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTlhIn0.c2lnbmF0dXJl",
  refreshToken: "nxr_5o2vQ3xJb1cH8sW0",
  partnerName: "Kirana Recharge",
  revokedAt: null,
  prefix: "nxk_5o2vQ3xJ",
  key: "nxk_5o2vQ3xJb1cH8sW0mT7yLr4eKd9uFa2pNi6gZq1XwVk",
};

/** An example value of a JSON schema, the same one each time. `schemas` are the document's components. */
export function exampleOf(schema: unknown, schemas: Json, name = "", depth = 0): unknown {
  if (!isJson(schema)) return null;
  if (typeof schema.$ref === "string") {
    return exampleOf(schemas[schema.$ref.replace("#/components/schemas/", "")], schemas, name, depth);
  }
  const given = givenExample(schema);
  if (given !== undefined) return given;
  const variants = variantsOf(schema);
  if (Object.hasOwn(BY_NAME, name) && !variants) return BY_NAME[name];
  if (variants) return variantExample(variants, schemas, name, depth);
  return typedExample(schema, schemas, depth);
}

function givenExample(schema: Json): unknown {
  if (schema.example !== undefined) return schema.example;
  if (Array.isArray(schema.examples)) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  return Array.isArray(schema.enum) ? schema.enum[0] : undefined;
}

function variantsOf(schema: Json): unknown[] | undefined {
  const variants = schema.anyOf ?? schema.oneOf;
  return Array.isArray(variants) ? variants : undefined;
}

function variantExample(variants: unknown[], schemas: Json, name: string, depth: number): unknown {
  const filled = variants.find((each) => !(isJson(each) && each.type === "null"));
  return exampleOf(filled, schemas, name, depth);
}

function typedExample(schema: Json, schemas: Json, depth: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== "null") : schema.type;
  switch (type) {
    case "object":
      return objectExample(schema, schemas, depth);
    case "array":
      return depth >= MAX_DEPTH ? [] : [exampleOf(schema.items, schemas, "", depth + 1)];
    case "string":
      return stringExample(schema);
    case "integer":
    case "number":
      return typeof schema.minimum === "number" && schema.minimum > 0 ? schema.minimum : 1;
    case "boolean":
      return true;
    default:
      return null;
  }
}

function objectExample(schema: Json, schemas: Json, depth: number): Json {
  if (!isJson(schema.properties) || depth >= MAX_DEPTH) return {};
  const entries = Object.entries(schema.properties);
  return Object.fromEntries(entries.map(([name, each]) => [name, exampleOf(each, schemas, name, depth + 1)]));
}

function stringExample(schema: Json): string {
  if (schema.format === "uuid") return AN_ID;
  if (schema.format === "date-time") return A_TIME;
  if (schema.format === "date") return A_TIME.slice(0, 10);
  if (schema.format === "email") return "meera.iyer@example.in";
  return "text".padEnd(typeof schema.minLength === "number" ? schema.minLength : 0, "x");
}
