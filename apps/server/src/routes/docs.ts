import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { buildOpenApiDocument, gzipText, type HttpEnv, wantsGzip } from "@nexa/openapi";
import type { Hono } from "hono";
import type { ServerContext } from "../http/settings.ts";

/** The reference page's script, as the package ships it in one file. */
const SCRIPT_FILE = fileURLToPath(new URL("./browser/standalone.js", import.meta.resolve("@scalar/api-reference")));

/** Styles are set by the script itself; scripts come from us alone, and nothing may be asked of another host. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>NEXA API</title>
<link rel="icon" href="data:,">
</head>
<body>
<div id="reference"></div>
<script src="/docs/reference.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `Scalar.createApiReference("#reference", {
  url: "/openapi.json",
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: "never",
  agent: { disabled: true },
  mcp: { disabled: true },
});
`;

/** The OpenAPI document and the page that shows it, all of it served by us. */
export function addDocs(app: Hono<HttpEnv>): void {
  const document = JSON.stringify(buildOpenApiDocument());
  app.get("/openapi.json", (c) => text(c, document, "application/json"));
  app.get("/docs", (c) => text(c, PAGE, "text/html; charset=utf-8", { "content-security-policy": PAGE_POLICY }));
  app.get("/docs/start.js", (c) => text(c, START, "text/javascript; charset=utf-8"));
  app.get("/docs/reference.js", referenceScript());
}

async function text(
  c: ServerContext,
  body: string,
  type: string,
  more: Record<string, string> = {},
): Promise<Response> {
  const headers = { "content-type": type, "cache-control": "public, no-cache", vary: "accept-encoding", ...more };
  if (!wantsGzip(body, c.req.header("accept-encoding"))) return new Response(body, { headers });
  return new Response(await gzipText(body), { headers: { ...headers, "content-encoding": "gzip" } });
}

/** The script has 4 MB: compressed once, on first use; read from the disk for the few who take no gzip. */
function referenceScript(): (c: ServerContext) => Promise<Response> {
  let compressed: Promise<Uint8Array<ArrayBuffer>> | undefined;
  const headers = {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=3600",
    vary: "accept-encoding",
  };
  return async (c) => {
    if (!wantsGzip(PAGE.repeat(4), c.req.header("accept-encoding"))) {
      return new Response(Readable.toWeb(createReadStream(SCRIPT_FILE)) as ReadableStream, { headers });
    }
    compressed ??= readFile(SCRIPT_FILE, "utf8").then(gzipText);
    return new Response(await compressed, { headers: { ...headers, "content-encoding": "gzip" } });
  };
}
