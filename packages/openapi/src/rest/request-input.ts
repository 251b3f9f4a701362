import { IdempotencyKey } from "@nexa/contracts";
import { requestErrors } from "@nexa/core/trpc/errors";
import type { HonoRequest } from "hono";
import type { z } from "zod";
import type { Operation } from "../operations.ts";
import { fieldCodec } from "./field-codec.ts";
import { readJsonBody } from "./json-body.ts";
import { httpErrors } from "./refusals.ts";

type Input = Record<string, unknown>;
type FieldProblem = { path: string; message: string };

const MAX_DEPTH = 8;

/**
 * The raw input of an operation: path fields, then the query of a GET or DELETE or the JSON body of a POST or PUT, then the
 * idempotency key of its header. Only shapes are checked here; the procedure's schema checks the values, once.
 */
export async function readInput(operation: Operation, request: HonoRequest): Promise<Input | undefined> {
  const key = operation.meta.idempotent ? readIdempotencyKey(request) : undefined;
  const input: Input = Object.create(null);
  const takesBody = operation.meta.method === "POST" || operation.meta.method === "PUT";
  if (takesBody) addBody(input, await readJsonBody(request, operation.meta.maxBodyBytes), operation);
  addQuery(input, request, operation, takesBody);
  for (const field of operation.pathFields) {
    input[field] = operation.codecs.get(field)?.decode(request.param(field) ?? "");
  }
  if (key !== undefined) input.idempotencyKey = key;
  if (operation.input !== null) return input;
  const [unknown] = Object.keys(input);
  if (unknown !== undefined) refuse({ path: unknown, message: "is not a field of this operation" });
  return undefined;
}

function readIdempotencyKey(request: HonoRequest): string {
  const key = request.header("idempotency-key");
  if (key === undefined || key === "") throw httpErrors.idempotencyKeyMissing();
  if (!IdempotencyKey.safeParse(key).success) throw httpErrors.idempotencyKeyInvalid();
  return key;
}

function addBody(input: Input, body: unknown, operation: Operation): void {
  if (body === undefined) return;
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    refuse({ path: "", message: "The body must be a JSON object." });
  }
  for (const [name, value] of Object.entries(body)) {
    refuseFieldFromElsewhere(name, operation);
    refuseBroken(value, name, 0);
    input[name] = value;
  }
}

/** The query of a GET made by hand, decoded by what `schema` says of each field. Its values are still to be checked by the schema. */
export function readQuery(schema: z.ZodObject, request: HonoRequest): Record<string, unknown> {
  const codecs = new Map(Object.entries(schema.shape).map(([name, field]) => [name, fieldCodec(field)]));
  const input: Input = Object.create(null);
  addQuery(input, request, { codecs, pathFields: [], meta: {} }, false);
  return input;
}

type Fields = Pick<Operation, "codecs" | "pathFields"> & { readonly meta: Pick<Operation["meta"], "idempotent"> };

function addQuery(input: Input, request: HonoRequest, operation: Fields, takesBody: boolean): void {
  if (!request.url.includes("?")) return;
  for (const [name, values] of Object.entries(request.queries())) {
    refuseFieldFromElsewhere(name, operation);
    if (takesBody) refuse({ path: name, message: "belongs into the JSON body, not into the address" });
    const codec = operation.codecs.get(name);
    for (const value of values) refuseBrokenText(value, name);
    if (codec?.isList) input[name] = values.map(codec.decode);
    else if (values.length > 1) refuse({ path: name, message: "may be given only once" });
    else input[name] = codec ? codec.decode(values[0] ?? "") : values[0];
  }
}

/** A field of the path or of a header must not come a second time by another way. */
function refuseFieldFromElsewhere(name: string, operation: Fields): void {
  if (operation.pathFields.includes(name)) refuse({ path: name, message: "is given by the address" });
  if (operation.meta.idempotent && name === "idempotencyKey") {
    refuse({ path: name, message: "is given by the header Idempotency-Key" });
  }
}

/** Refuses what PostgreSQL cannot store, at any depth, and nesting that no operation has. */
function refuseBroken(value: unknown, path: string, depth: number): void {
  if (typeof value === "string") refuseBrokenText(value, path);
  else if (value !== null && typeof value === "object") {
    if (depth >= MAX_DEPTH) refuse({ path, message: "is nested too deep" });
    for (const each of Object.values(value)) refuseBroken(each, path, depth + 1);
  }
}

/** PostgreSQL can store neither NUL nor half of a surrogate pair. */
function refuseBrokenText(text: string, path: string): void {
  if (text.includes("\u0000") || !text.isWellFormed()) {
    refuse({ path, message: "must not contain control characters or broken Unicode" });
  }
}

function refuse(field: FieldProblem): never {
  throw requestErrors.invalid({ fields: [field] });
}
