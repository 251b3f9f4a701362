import type { Logger } from "@nexa/core";
import { logUnknown } from "./respond.ts";
import type { ServerContext } from "./settings.ts";

export type FileToSend = {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Null where nobody knows before its end. */
  readonly sizeBytes: number | null;
  readonly contentType: string;
  /** Letters, digits, dots and dashes: goes into a header as it is. */
  readonly fileName: string;
};

/** A caller who takes nothing for so long has gone without saying so. */
const STALLED_MS = 120_000;

/**
 * A file as a stream to download: a chunk is read when the one before it was taken, and a caller who goes away or stalls ends it. The
 * first one is read before the answer begins, so that a refusal is an ordinary answer; an error after that breaks the connection, so
 * that nobody takes half a file for a whole one.
 */
export async function fileResponse(file: FileToSend, c: ServerContext, logger: Logger): Promise<Response> {
  const headers = headersOf(file);
  const chunks = file.chunks[Symbol.asyncIterator]();
  const first = await chunks.next();
  const leave = async () => {
    await chunks.return?.();
  };
  if (c.req.method === "HEAD") {
    await leave();
    return new Response(null, { headers });
  }
  c.req.raw.signal.addEventListener("abort", () => void leave().catch((error) => logUnknown(error, c, logger)));
  const onError = (error: unknown) => logUnknown(error, c, logger);
  return new Response(bodyOf(first, chunks, leave, onError), { headers });
}

function bodyOf(
  first: IteratorResult<Uint8Array>,
  chunks: AsyncIterator<Uint8Array>,
  leave: () => Promise<void>,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  let ready: IteratorResult<Uint8Array> | null = first;
  let stalled: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stalled);
        try {
          const { done, value } = ready ?? (await chunks.next());
          ready = null;
          if (done) return controller.close();
          controller.enqueue(value);
          stalled = setTimeout(() => {
            controller.error(new Error("the caller takes nothing"));
            leave().catch(onError);
          }, STALLED_MS);
        } catch (error) {
          onError(error);
          controller.error(error);
        }
      },
      async cancel() {
        clearTimeout(stalled);
        await leave();
      },
    },
    { highWaterMark: 0 },
  );
}

function headersOf({ contentType, fileName, sizeBytes }: FileToSend): Record<string, string> {
  return {
    "content-type": contentType,
    "content-disposition": `attachment; filename="${fileName}"`,
    "cache-control": "no-store",
    // Proxies such as nginx would otherwise collect the file before they pass it on.
    "x-accel-buffering": "no",
    ...(sizeBytes === null ? {} : { "content-length": String(sizeBytes) }),
  };
}
