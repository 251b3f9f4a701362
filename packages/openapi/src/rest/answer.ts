import { createHash } from "node:crypto";
import type { Reply } from "@nexa/core";
import type { Context } from "hono";
import type { Operation } from "../operations.ts";
import { gzipText, wantsGzip } from "./compression.ts";
import type { HttpEnv } from "./dispatch.ts";

type Headers = Record<string, string>;

/** A public answer as it goes out, made once for as long as the verb answers the same object. */
type Shared = { readonly text: string; readonly bytes: Bytes; readonly etag: string; gzip?: Promise<Bytes> };
type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

const sharedAnswers = new WeakMap<object, Shared>();

/** The response of a verb's output: envelope, status, ETag where the operation is a public read, gzip where it is worth it. */
export async function answer(
  operation: Operation,
  output: unknown,
  c: Context<HttpEnv>,
  reply?: Reply,
): Promise<Response> {
  if (operation.meta.etag) return answerShared(operation, output, c);
  const headers = headersOf(c, { "content-type": "application/json", "cache-control": "no-store" });
  if (reply?.replayed) headers["idempotency-replayed"] = "true";
  const text = envelope(operation, output);
  const status = statusOf(operation, output);
  if (!wantsGzip(text, c.req.header("accept-encoding"))) return new Response(text, { status, headers });
  return new Response(await gzipText(text), { status, headers: compressed(headers) });
}

async function answerShared(operation: Operation, output: unknown, c: Context<HttpEnv>): Promise<Response> {
  const shared = sharedAnswer(operation, output);
  const headers = headersOf(c, {
    "content-type": "application/json",
    "cache-control": "public, no-cache",
    vary: "accept-encoding",
    etag: shared.etag,
  });
  if (matches(c.req.header("if-none-match"), shared.etag)) return new Response(null, { status: 304, headers });
  if (!wantsGzip(shared.text, c.req.header("accept-encoding"))) return new Response(shared.bytes, { headers });
  shared.gzip ??= gzipText(shared.text);
  return new Response(await shared.gzip, { headers: compressed(headers) });
}

function headersOf(c: Context<HttpEnv>, own: Headers): Headers {
  c.set("hasHeaders", true);
  return { ...c.get("headers"), ...own };
}

function sharedAnswer(operation: Operation, output: unknown): Shared {
  if (typeof output !== "object" || output === null) return shared(envelope(operation, output));
  const known = sharedAnswers.get(output);
  if (known) return known;
  const made = shared(envelope(operation, output));
  sharedAnswers.set(output, made);
  return made;
}

/** The tag is weak: the same answer is sent plain and compressed. */
function shared(text: string): Shared {
  const bytes = encoder.encode(text);
  return { text, bytes, etag: `W/"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"` };
}

function envelope({ meta }: Operation, output: unknown): string {
  const data = output === undefined ? "null" : JSON.stringify(output);
  return `{"status":"success","data":${data},"message":${JSON.stringify(meta.message ?? "OK")}}`;
}

function statusOf({ meta }: Operation, output: unknown): number {
  return meta.mayPend && isPending(output) ? 202 : (meta.status ?? 200);
}

function isPending(output: unknown): boolean {
  const transaction = typeof output === "object" && output !== null && "transaction" in output && output.transaction;
  return (
    typeof transaction === "object" &&
    transaction !== null &&
    "status" in transaction &&
    transaction.status === "pending"
  );
}

function compressed(headers: Headers): Headers {
  return { ...headers, "content-encoding": "gzip", vary: "accept-encoding" };
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = etag.replace("W/", "");
  return ifNoneMatch.split(",").some((each) => each.trim() === "*" || each.trim().replace("W/", "") === opaque);
}
