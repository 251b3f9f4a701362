import { type NotificationStreamEvent, NotificationStreamInput } from "@nexa/contracts";
import type { Runtime } from "@nexa/core";
import { notificationStream } from "@nexa/core/notifications/index";
import { invalidInput, requestErrors } from "@nexa/core/trpc/errors";
import { problemOf } from "@nexa/openapi";
import type { RequestContexts } from "../http/request-context.ts";
import { failure, logUnknown } from "../http/respond.ts";
import type { HttpSettings, ServerContext } from "../http/settings.ts";

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2_000;

const STREAM_HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-store",
  // Proxies such as nginx would otherwise collect events before they pass them on.
  "x-accel-buffering": "no",
};

const encoder = new TextEncoder();

/** A customer's notices as server-sent events. Ends when the client leaves, the session ends or the server stops. */
export function notificationStreamRoute(runtime: Runtime, contexts: RequestContexts, settings: HttpSettings) {
  return async (c: ServerContext): Promise<Response> => {
    try {
      const ctx = await contexts.of(c);
      const { actor } = ctx;
      if (actor.kind !== "customer") throw requestErrors.signInNeeded();
      const parsed = NotificationStreamInput.safeParse({ lastEventId: c.req.header("last-event-id") });
      if (!parsed.success) throw invalidInput(parsed.error);
      const left = new AbortController();
      const signal = AbortSignal.any([left.signal, c.req.raw.signal, settings.stopping]);
      const events = notificationStream({ ...ctx, actor }, parsed.data, signal);
      // The first event comes at once; waiting for it lets a refusal be an ordinary answer.
      const first = await events.next();
      const onError = (error: unknown) => {
        logUnknown(error, c, runtime.logger);
        return frameOf("error", JSON.stringify(problemOf(error, c.get("requestId"))));
      };
      return new Response(
        streamOf(first, events, () => left.abort(), onError),
        { headers: STREAM_HEADERS },
      );
    } catch (error) {
      return failure(error, c, runtime.logger);
    }
  };
}

type Events = AsyncGenerator<NotificationStreamEvent>;

function streamOf(
  first: IteratorResult<NotificationStreamEvent>,
  events: Events,
  leave: () => void,
  onError: (error: unknown) => string,
): ReadableStream<Uint8Array> {
  let heartbeat: NodeJS.Timeout | undefined;
  const end = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    clearInterval(heartbeat);
    controller.close();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (first.done) return end(controller);
      controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n${eventText(first.value)}`));
      heartbeat = setInterval(() => controller.enqueue(encoder.encode(": still here\n\n")), HEARTBEAT_MS);
    },
    async pull(controller) {
      try {
        const { done, value } = await events.next();
        if (done) end(controller);
        else controller.enqueue(encoder.encode(eventText(value)));
      } catch (error) {
        controller.enqueue(encoder.encode(onError(error)));
        end(controller);
      }
    },
    cancel() {
      clearInterval(heartbeat);
      leave();
    },
  });
}

/** The first event carries no notice: it only tells the position to resume from. */
function eventText({ streamSeq, notification }: NotificationStreamEvent): string {
  const id = `id: ${streamSeq}\n`;
  return id + (notification === null ? frameOf("ready", "{}") : frameOf("notification", JSON.stringify(notification)));
}

function frameOf(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
