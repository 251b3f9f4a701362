import type { Finding } from "./finding.ts";

type Json = { readonly [key: string]: unknown };

/** The parts of an OpenAPI 3.1 document that are read here. */
export type Document = {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: { readonly [section: string]: Readonly<Record<string, unknown>> };
};

const METHODS = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

/** Reports operations without summary, tag, example or error responses, and operation ids used twice. */
export function operationFindings(document: Document, file: string): Finding[] {
  const ids = new Map<string, string>();
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.filter((method) => isObject(item[method])).flatMap((method) => {
      const operation = item[method] as Json;
      const name = `${method.toUpperCase()} ${path}`;
      const missing = missingParts(operation, item, document);
      const id = operation.operationId;
      const twin = typeof id === "string" ? ids.get(id) : undefined;
      if (typeof id !== "string" || id === "") missing.push("an operationId");
      else if (twin !== undefined) missing.push(`an operationId of its own (${id} is that of ${twin})`);
      else ids.set(id, name);
      return missing.map((part) => ({ file, message: `${name} lacks ${part}` }));
    }),
  );
}

function missingParts(operation: Json, item: Json, document: Document): string[] {
  const missing: string[] = [];
  if (typeof operation.summary !== "string" || operation.summary.trim() === "") missing.push("a summary");
  if (!Array.isArray(operation.tags) || operation.tags.length === 0) missing.push("a tag");
  if (!hasErrorResponse(operation, document)) missing.push("error responses (4xx as application/problem+json)");
  const body = resolve(operation.requestBody, document);
  if (isObject(body)) {
    if (!contentHasExample(body, document)) missing.push("an example of its request body");
  } else if (!answerHasExample(operation, item, document))
    missing.push("an example (of an answer or of its parameters)");
  return missing;
}

function hasErrorResponse(operation: Json, document: Document): boolean {
  const responses = isObject(operation.responses) ? operation.responses : {};
  return Object.entries(responses).some(([status, response]) => {
    const answer = resolve(response, document);
    const content = isObject(answer) ? answer.content : undefined;
    return /^4(?:\d\d|XX)$/.test(status) && isObject(content) && "application/problem+json" in content;
  });
}

function answerHasExample(operation: Json, item: Json, document: Document): boolean {
  const responses = isObject(operation.responses) ? Object.entries(operation.responses) : [];
  const successes = responses
    .filter(([status]) => /^[23]/.test(status))
    .map(([, response]) => resolve(response, document));
  // An answer without a body (204, a file) cannot carry an example.
  if (successes.some((answer) => isObject(answer) && !isObject(answer.content))) return true;
  if (successes.some((answer) => isObject(answer) && contentHasExample(answer, document))) return true;
  const parameters = [operation.parameters, item.parameters].flatMap((each) => (Array.isArray(each) ? each : []));
  return parameters.some((parameter) => hasExample(resolve(parameter, document), document));
}

function contentHasExample(holder: Json, document: Document): boolean {
  if (!isObject(holder.content)) return false;
  return Object.values(holder.content).some((media) => hasExample(media, document));
}

/** An example on the part itself, on its schema, or on every required property of its schema. */
function hasExample(part: unknown, document: Document): boolean {
  if (!isObject(part)) return false;
  return carriesExample(part) || carriesExample(resolve(part.schema, document));
}

function carriesExample(value: unknown): boolean {
  return isObject(value) && ("example" in value || isObject(value.examples) || Array.isArray(value.examples));
}

/** Follows a local `$ref`; anything else is answered as it is. */
function resolve(value: unknown, document: Document): unknown {
  if (!isObject(value) || typeof value.$ref !== "string") return value;
  let target: unknown = document;
  for (const part of value.$ref.replace(/^#\//, "").split("/")) {
    target = isObject(target) ? target[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  return target;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
