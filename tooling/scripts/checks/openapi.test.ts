import { expect, it } from "vitest";
import { checkDocument } from "./openapi.ts";

const PROBLEM = { content: { "application/problem+json": { schema: { type: "object" } } } };

function operation(changes: object = {}): object {
  return {
    operationId: "getPlan",
    summary: "One plan",
    tags: ["catalogue"],
    responses: { 200: { content: { "application/json": { example: { status: "success" } } } }, 404: PROBLEM },
    ...changes,
  };
}

function found(operations: Record<string, object>): string[] {
  const text = JSON.stringify({ openapi: "3.1.0", paths: { "/plans": operations } });
  return checkDocument(text, text).map((each) => each.message);
}

it("is content with a complete operation and an equal copy", () => {
  expect(found({ get: operation() })).toEqual([]);
});

it("reports a missing copy and one that differs, with the first line that does", () => {
  const text = '{\n  "paths": {}\n}\n';
  expect(checkDocument(text, null)).toEqual([
    expect.objectContaining({ message: expect.stringContaining("is missing") }),
  ]);
  expect(checkDocument(text, '{\n  "paths": { }\n}\n')).toEqual([
    {
      file: "tooling/docs/openapi.json",
      line: 2,
      message: "differs from the code: run pnpm openapi:write and commit it",
    },
  ]);
});

it.each([
  ["a summary", { summary: " " }],
  ["a tag", { tags: [] }],
  ["an operationId", { operationId: undefined }],
  ["error responses", { responses: { 200: { content: { "application/json": { example: 1 } } } } }],
  ["error responses", { responses: { 200: { description: "No body" }, 404: { description: "No problem" } } }],
  ["an example (of", { responses: { 200: { content: { "application/json": {} } }, 404: PROBLEM } }],
  ["an example of its request body", { requestBody: { content: { "application/json": { schema: {} } } } }],
])("reports an operation without %s", (part, changes) => {
  expect(found({ get: operation(changes) })).toEqual([expect.stringContaining(`GET /plans lacks ${part}`)]);
});

it("finds the example on the schema, on a parameter and behind a reference", () => {
  const noExample = { 200: { content: { "application/json": {} } }, 404: PROBLEM };
  const body = { content: { "application/json": { schema: { $ref: "#/components/schemas/Plan" } } } };
  const document = {
    paths: {
      "/a": { get: operation({ responses: noExample, parameters: [{ name: "id", example: "1" }] }) },
      "/b": { post: operation({ operationId: "b", responses: noExample, requestBody: body }) },
    },
    components: { schemas: { Plan: { type: "object", examples: [{ name: "Unlimited" }] } } },
  };
  const text = JSON.stringify(document);
  expect(checkDocument(text, text)).toEqual([]);
});

it("reports two operations with one id", () => {
  expect(found({ get: operation(), delete: operation() })).toEqual([
    "DELETE /plans lacks an operationId of its own (getPlan is that of GET /plans)",
  ]);
});
