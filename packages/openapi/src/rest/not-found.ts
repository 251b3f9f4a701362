import type { CoreError } from "@nexa/contracts";
import type { Hono } from "hono";
import type { HttpEnv } from "./dispatch.ts";
import { httpErrors } from "./refusals.ts";

export type Unmatched = { readonly error: CoreError; readonly headers: Record<string, string> };

/**
 * Why no route of `app` took a request: 405 with the methods that the address takes, or 404. Routes for every method (middleware)
 * do not count.
 */
export function refusalOfUnmatched(app: Pick<Hono<HttpEnv>, "routes">): (path: string) => Unmatched {
  const methodsByPath = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === "ALL") continue;
    methodsByPath.set(path, (methodsByPath.get(path) ?? new Set()).add(method));
  }
  const table = [...methodsByPath].map(([path, methods]) => ({ pattern: patternOf(path), methods }));
  return (path): Unmatched => {
    const methods = new Set(table.filter(({ pattern }) => pattern.test(path)).flatMap((each) => [...each.methods]));
    if (methods.size === 0) return { error: httpErrors.unknownRoute(), headers: {} };
    if (methods.has("GET")) methods.add("HEAD");
    return { error: httpErrors.wrongMethod(), headers: { allow: [...methods].sort().join(", ") } };
  };
}

function patternOf(path: string): RegExp {
  const escaped = path.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const body = escaped.replaceAll(/\/:[^/]+/g, "/[^/]+").replaceAll("\\*", ".*");
  return new RegExp(`^${body.replace(/\/$/, "")}/?$`);
}
