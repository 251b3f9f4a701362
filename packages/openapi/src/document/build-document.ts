import { generateOpenApiDocument, type OpenApiRouter } from "trpc-to-openapi";
import { collectRoutes, type Operation, type Route, type Routers } from "../operations.ts";
import { handPaths } from "./hand-routes.ts";
import { isJson, type Json, objectAt } from "./json.ts";
import { dropRepeatedPatterns, nameSharedSchemas } from "./named-schemas.ts";
import { finishOperation } from "./operation-parts.ts";
import { problemResponses, problemSchema, sharedHeaders } from "./problem-parts.ts";

/** An OpenAPI 3.1 document as plain JSON. */
export type OpenApiDocument = Json & { openapi: string; paths: Record<string, Json> };

const DESCRIPTION = `How mobile apps, partners and the operator's other systems use NEXA.

Amounts are integers in minor units of the operator's currency (\`…Minor\`), volumes integers in bytes (\`…Bytes\`), times ISO-8601 in UTC,
phone numbers E.164. Every success is \`{ "status": "success", "data": …, "message": "…" }\`, every error RFC 9457 problem+json with a
sentence in \`detail\` and a stable \`reason\`. Unknown fields are refused. Every path also exists under \`/api/v1\`.`;

/** The document of every REST route. The shared schemas are only read: generating it changes nothing about tRPC. */
export function buildOpenApiDocument(routers?: Routers): OpenApiDocument {
  const routes = collectRoutes(routers);
  nameSharedSchemas();
  const document = generated(routes);
  const components = objectAt(document, "components");
  const schemas = objectAt(components, "schemas");
  for (const route of routes) {
    const operation = documented(route);
    const item = document.paths[route.path];
    const part = item?.[route.method.toLowerCase()];
    if (!isJson(part)) throw new Error(`${route.method} ${route.path} is missing in the generated document`);
    finishOperation(part, route, operation, schemas);
  }
  for (const [path, item] of Object.entries(handPaths())) document.paths[path] = { ...document.paths[path], ...item };
  schemas.Problem = problemSchema;
  components.responses = problemResponses();
  components.headers = sharedHeaders;
  components.securitySchemes = securitySchemes;
  document.tags = tagsOf(document);
  return document;
}

function generated(routes: readonly Route[]): OpenApiDocument {
  const procedures = Object.fromEntries(
    routes.map((route) => [documented(route).id, generatorInput(documented(route))]),
  );
  // The generator reads nothing of a router but its flat list of procedures.
  const router = { _def: { procedures } } as unknown as OpenApiRouter;
  const document = generateOpenApiDocument(router, {
    title: "NEXA",
    description: DESCRIPTION,
    version: "1.0.0",
    baseUrl: "/",
    openApiVersion: "3.1.0",
  });
  // Through JSON, so that nothing in the document is shared with the generator's or zod's own objects.
  const plain: Json = JSON.parse(JSON.stringify(document));
  dropRepeatedPatterns(plain);
  return { ...plain, openapi: "3.1.0", paths: objectAt(plain, "paths") as Record<string, Json> };
}

function documented({ operations }: Route): Operation {
  const operation = operations.customer ?? operations.admin ?? operations.partner;
  if (!operation) throw new Error("a route without an operation");
  return operation;
}

function generatorInput({ id, procedure, meta }: Operation): object {
  const { method, path, summary, description, tags } = meta;
  const openapi = { operationId: id, method, path, summary, description, tags, errorResponses: [] };
  return { _def: { ...procedure._def, meta: { openapi } } };
}

function tagsOf(document: OpenApiDocument): { name: string }[] {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const names = operations.flatMap((each) => (isJson(each) && Array.isArray(each.tags) ? each.tags : []));
  return [...new Set(names)].map((name) => ({ name }));
}

const securitySchemes: Json = {
  customerToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "The access token of a customer.",
  },
  staffToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "The access token of a staff member.",
  },
  partnerKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "nxk_…",
    description: "A partner's API key. Each operation names the scope that the key needs.",
  },
  partnerKeyHeader: {
    type: "apiKey",
    in: "header",
    name: "X-Api-Key",
    description: "A partner's API key, where Authorization is not free.",
  },
  customerCookie: {
    type: "apiKey",
    in: "cookie",
    name: "nexa_customer",
    description: "The customer web app's session.",
  },
  staffCookie: { type: "apiKey", in: "cookie", name: "nexa_admin", description: "The console's session." },
};
