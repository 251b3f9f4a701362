import type { HonoRequest } from "hono";
import { httpErrors } from "./refusals.ts";

/** What a JSON operation takes at most. */
export const MAX_BODY_BYTES = 1024 ** 2;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The JSON value of a request's body; undefined where there is none. Duplicate keys keep the last, as everywhere in JavaScript.
 * @throws httpErrors for a wrong content type (415), too many bytes (413), text that is no UTF-8 or no JSON (400).
 */
export async function readJsonBody(request: HonoRequest, maxBytes = MAX_BODY_BYTES): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.byteLength === 0) return undefined;
  if (!isJson(request.header("content-type"))) throw httpErrors.wrongContentType();
  const encoding = request.header("content-encoding");
  if (encoding !== undefined && encoding !== "identity") throw httpErrors.wrongContentType();
  return parseJson(bytes);
}

/**
 * The body as bytes. The length that the caller announces is believed only to refuse early; the rest is counted.
 * @throws httpErrors.bodyTooLarge
 */
export async function readBytes(request: HonoRequest, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const announced = request.header("content-length");
  if (announced !== undefined) {
    if (Number(announced) > maxBytes) throw httpErrors.bodyTooLarge({ maxBytes });
    const bytes = new Uint8Array(await request.arrayBuffer().catch(cutOff));
    if (bytes.byteLength > maxBytes) throw httpErrors.bodyTooLarge({ maxBytes });
    return bytes;
  }
  return readUnannounced(request.raw.body, maxBytes);
}

async function readUnannounced(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read().catch(cutOff); part?.value; part = await reader?.read().catch(cutOff)) {
    length += part.value.byteLength;
    if (length > maxBytes) throw httpErrors.bodyTooLarge({ maxBytes });
    chunks.push(part.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** The caller hung up in the middle of the body: nobody reads the answer, and it is no fault of ours to log. */
function cutOff(cause: unknown): never {
  throw withCause(httpErrors.brokenBody(), cause);
}

function isJson(contentType: string | undefined): boolean {
  if (contentType === undefined) return false;
  const [type = "", ...parameters] = contentType.toLowerCase().split(";");
  const charset = parameters.find((each) => each.trim().startsWith("charset="));
  return type.trim() === "application/json" && (charset === undefined || /^\s*charset="?utf-?8"?\s*$/.test(charset));
}

function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (cause) {
    throw withCause(httpErrors.brokenText(), cause);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw withCause(httpErrors.brokenBody(), cause);
  }
}

function withCause(error: Error, cause: unknown): Error {
  error.cause = cause;
  return error;
}
