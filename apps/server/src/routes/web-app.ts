import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { HttpEnv } from "@nexa/openapi";
import type { Context, Hono } from "hono";
import { isApiPath } from "../http/api-paths.ts";

/** Scripts, fonts and data come from us alone; styles may also be set by scripts, which the component libraries do. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Names of these files change with what is in them. */
const FOREVER = "public, max-age=31536000, immutable";
const ASK_EACH_TIME = "public, no-cache";

export type WebApp = {
  /** Where it was built; where nothing is there the app is not served. */
  readonly folder: string;
  /** `/` or `/console/`. */
  readonly base: string;
};

/**
 * Serves a built web app under its base: its files, and its page for every address that it knows itself. For every method, so that
 * an address that only the app may know is not taken for one that the API has.
 */
export function addWebApp(app: Hono<HttpEnv>, { folder, base }: WebApp): boolean {
  if (!existsSync(join(folder, "index.html"))) return false;
  // By name and not by its form: what a page is about may have a dot in its name too.
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => !name.startsWith("."));
  const built = new Set(names.map((name) => `${base}${name}`));
  const files = serveStatic<HttpEnv>({
    root: folder,
    precompressed: true,
    rewriteRequestPath: (path) => path.slice(base.length - 1),
  });
  app.use(`${base}*`, async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") return next();
    // Hono's own path has lost the slash at its end.
    if (`${new URL(c.req.url).pathname}/` === base) return c.redirect(base);
    const isNamedByContent = c.req.path.startsWith(`${base}assets/`);
    // A service worker keeps the page under this name, with its policy.
    if (c.req.path === `${base}index.html`) return page(c, folder);
    if (!built.has(c.req.path)) return wantsPage(c) && !isNamedByContent ? page(c, folder) : next();
    const response = await files(c, next);
    if (!(response instanceof Response)) return response;
    response.headers.set("cache-control", isNamedByContent ? FOREVER : ASK_EACH_TIME);
    // A service worker lives under the policy that its own script came with.
    response.headers.set("content-security-policy", PAGE_POLICY);
    return response;
  });
  return true;
}

/** People open pages; an address of the API that is not there is refused, which a page would hide. */
function wantsPage(c: Context<HttpEnv>): boolean {
  return !isApiPath(c.req.path) && (c.req.header("accept")?.includes("text/html") ?? false);
}

async function page(c: Context<HttpEnv>, folder: string): Promise<Response> {
  const html = await readFile(join(folder, "index.html"), "utf8");
  return c.html(html, 200, { "content-security-policy": PAGE_POLICY, "cache-control": ASK_EACH_TIME });
}
