import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { HttpEnv } from "@nexa/openapi";
import type { Context, Hono, MiddlewareHandler } from "hono";

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

/** Serves a built web app under its base: its files, and its page for every address that it knows itself. */
export function addWebApp(app: Hono<HttpEnv>, { folder, base }: WebApp): boolean {
  if (!existsSync(join(folder, "index.html"))) return false;
  const strip = (path: string) => path.slice(base.length - 1);
  if (base !== "/") app.get(base.slice(0, -1), (c, next) => (c.req.path === base ? next() : c.redirect(base)));
  app.get(
    `${base}assets/*`,
    caching(FOREVER),
    serveStatic({ root: folder, precompressed: true, rewriteRequestPath: strip }),
  );
  app.get(`${base}*`, caching(ASK_EACH_TIME), async (c, next) => {
    if (/\.\w+$/.test(c.req.path)) {
      return serveStatic<HttpEnv>({ root: folder, precompressed: true, rewriteRequestPath: strip })(c, next);
    }
    return wantsPage(c) ? page(c, folder) : next();
  });
  return true;
}

/** Addresses of the API, where a page would hide that there is nothing. */
const API_PATHS = /^\/(?:customer|admin|partner|api|trpc|auth|webhooks|health|media|docs)(?:\/|$)/;

/** People open pages; programs that ask for an address that is not there are told so in their own form. */
function wantsPage(c: Context<HttpEnv>): boolean {
  return !API_PATHS.test(c.req.path) && (c.req.header("accept")?.includes("text/html") ?? false);
}

async function page(c: Context<HttpEnv>, folder: string): Promise<Response> {
  const html = await readFile(join(folder, "index.html"), "utf8");
  return c.html(html, 200, { "content-security-policy": PAGE_POLICY, "cache-control": ASK_EACH_TIME });
}

function caching(value: string): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set("cache-control", value);
  };
}
