import { partnerScope } from "@nexa/core/trpc/policy";
import type { Audience, Operation, Route } from "../operations.ts";
import { exampleOf } from "./example.ts";
import { isJson, type Json, objectAt } from "./json.ts";
import { headerRef, problemRefs } from "./problem-parts.ts";

const BYTES_PER_MIB = 1024 ** 2;

export const SECURITY: Readonly<Record<Audience, Json[]>> = {
  customer: [{ customerToken: [] }, { customerCookie: [] }],
  admin: [{ staffToken: [] }, { staffCookie: [] }],
  partner: [{ partnerKey: [] }, { partnerKeyHeader: [] }],
};

/** Turns what the generator made of a procedure into what the adapter really does. `schemas` are the document's components. */
export function finishOperation(part: Json, route: Route, operation: Operation, schemas: Json): void {
  const { meta } = operation;
  part.security = securityOf(route);
  const remarks = remarksOf(operation);
  if (remarks.length > 0) part.description = [meta.description, ...remarks].filter(Boolean).join(" ");
  const hasBody = finishBody(part, operation, schemas);
  const parameters = Array.isArray(part.parameters) ? part.parameters : [];
  if (meta.idempotent) parameters.push(idempotencyParameter);
  if (meta.etag) parameters.push(ifNoneMatchParameter);
  addParameterExamples(parameters, meta.example);
  if (parameters.length > 0) part.parameters = parameters;
  part.responses = { ...successes(part, operation, schemas), ...problemRefs(errorStatuses(operation, hasBody)) };
}

/** What holds for the operation and is told by its policy and limits rather than by its author. */
function remarksOf({ audience, procedurePath, meta }: Operation): string[] {
  const remarks: string[] = [];
  const scope = audience === "partner" ? partnerScope(procedurePath) : undefined;
  if (scope !== undefined) remarks.push(`Needs the scope \`${scope}\`.`);
  if (meta.maxBodyBytes !== undefined) remarks.push(`The body may have ${meta.maxBodyBytes / BYTES_PER_MIB} MiB.`);
  return remarks;
}

function securityOf({ operations }: Route): unknown[] {
  const all = Object.values(operations);
  if (all.some((each) => each.callers === "anyone")) return [];
  if (all.some((each) => each.callers === "signedIn")) return [...SECURITY.customer, ...SECURITY.admin];
  return all.flatMap((each) => SECURITY[each.audience]);
}

function finishBody(part: Json, { meta, pathFields }: Operation, schemas: Json): boolean {
  if (!isJson(part.requestBody)) return false;
  const media = objectAt(objectAt(part.requestBody, "content"), "application/json");
  const schema = objectAt(media, "schema");
  const properties = objectAt(schema, "properties");
  if (meta.idempotent) {
    delete properties.idempotencyKey;
    if (Array.isArray(schema.required)) schema.required = schema.required.filter((name) => name !== "idempotencyKey");
  }
  if (Object.keys(properties).length === 0) {
    delete part.requestBody;
    return false;
  }
  const isRequired = Array.isArray(schema.required) && schema.required.length > 0;
  part.requestBody.required = isRequired;
  const example = Object.entries(meta.example ?? {}).filter(([name]) => !pathFields.includes(name));
  media.example = meta.example ? Object.fromEntries(example) : exampleOf(schema, schemas);
  return true;
}

function addParameterExamples(parameters: unknown[], example: Record<string, unknown> = {}): void {
  for (const parameter of parameters) {
    if (isJson(parameter) && typeof parameter.name === "string" && Object.hasOwn(example, parameter.name)) {
      parameter.example = example[parameter.name];
    }
  }
}

const SUCCESSES = {
  200: "Done.",
  201: "Created.",
  202: "A worker does it from now on. Follow the task.",
} as const;

function successes(part: Json, operation: Operation, schemas: Json): Json {
  const { meta } = operation;
  const made = objectAt(objectAt(part, "responses"), "200");
  const data = objectAt(objectAt(objectAt(made, "content"), "application/json"), "schema");
  const schema = envelopeSchema(data, meta.message ?? "OK");
  const example = { status: "success", data: exampleOf(data, schemas), message: meta.message ?? "OK" };
  const headers: Json = { "X-Request-Id": headerRef("RequestId") };
  if (meta.idempotent) headers["Idempotency-Replayed"] = headerRef("Replayed");
  if (meta.etag) headers.ETag = headerRef("ETag");
  const answer = (description: string) => ({
    description,
    headers,
    content: { "application/json": { schema, example } },
  });
  const status = meta.status ?? 200;
  return {
    [status]: answer(SUCCESSES[status]),
    ...(meta.mayPend ? { 202: answer("The payment is pending. Read the transaction later.") } : {}),
    ...(meta.etag ? { 304: { description: "Not changed since the ETag of If-None-Match.", headers } } : {}),
  };
}

function envelopeSchema(data: Json, message: string): Json {
  return {
    type: "object",
    properties: {
      status: { type: "string", const: "success" },
      data: Object.keys(data).length === 0 ? { type: "null" } : data,
      message: { type: "string", examples: [message] },
    },
    required: ["status", "data", "message"],
    additionalProperties: false,
  };
}

function errorStatuses({ meta, callers, input, pathFields }: Operation, hasBody: boolean): number[] {
  const isPublic = callers === "anyone";
  const writes = meta.method !== "GET";
  const statuses: [number, boolean][] = [
    [400, hasBody || meta.idempotent === true],
    [401, !isPublic || writes],
    [402, meta.mayPend === true],
    [403, !isPublic],
    [404, pathFields.length > 0 || writes],
    [409, writes],
    [413, hasBody],
    [415, hasBody],
    [422, input !== null],
    [429, true],
    [500, true],
    [503, true],
  ];
  return statuses.filter(([, applies]) => applies).map(([status]) => status);
}

const idempotencyParameter: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "Your name for this intention. The same key with the same request answers the first result again.",
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" },
  example: "5f6d1c1e-8d0c-4a3c-9a38-0a8e0a3d7f11",
};

const ifNoneMatchParameter: Json = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The ETag of the answer you have.",
  schema: { type: "string" },
};

/** The body of a route's success that is documented by hand; `data` is its schema, empty where it answers nothing. */
export function successBody(data: Json, example: unknown, message: string): Json {
  return {
    "application/json": {
      schema: envelopeSchema(data, message),
      example: { status: "success", data: example, message },
    },
  };
}
