import { type Runtime, runtimeSlot } from "../../runtime.ts";
import { isOutage, requestErrors } from "../../trpc/errors.ts";
import { notificationsErrors } from "../errors.ts";
import { coalesced } from "./coalesced.ts";
import { endedSessions } from "./ended-sessions.ts";
import { newestStreamSeq, readPlaced } from "./read-placed.ts";
import { createSubscription, type Subscription } from "./subscription.ts";
import { openWakeConnection, type WakeConnection } from "./wake-connection.ts";

/** How often the hub looks by itself, for wake-ups that went unheard and sessions that have ended. */
const LOOK_EVERY_MS = 2_000;
const MAX_STREAMS_PER_CUSTOMER = 10;

/** The process's open notice streams. One reader for all: it wakes only the streams whose customer has something new. */
export const noticeHub = runtimeSlot(createNoticeHub);

/** Takes part until ended; see `Subscription`. */
export type NoticeHub = {
  subscribe(customerId: string, sessionId: string): Promise<Subscription>;
  unsubscribe(subscription: Subscription): void;
};

function createNoticeHub(runtime: Runtime): NoticeHub {
  const streams = new Map<string, Set<Subscription>>();
  const all = () => [...streams.values()].flatMap((own) => [...own]);
  let seen: number | null = null;
  let isClosed = false;
  let started: { connection: WakeConnection; timer: NodeJS.Timeout } | null = null;

  const look = coalesced(async () => {
    if (seen === null) {
      // What was placed up to here is read by each stream itself, because a stream reads after it has subscribed.
      seen = await newestStreamSeq(runtime.db);
      return;
    }
    for await (const { customerId, streamSeq } of readPlaced(runtime.db, seen)) {
      for (const stream of streams.get(customerId ?? "") ?? []) stream.wake();
      seen = streamSeq;
    }
  });
  const checkSessions = coalesced(async () => {
    const open = all();
    const ended = await endedSessions(
      runtime,
      open.map((stream) => stream.sessionId),
    );
    for (const stream of open) if (ended.has(stream.sessionId)) stream.end("signedOut");
  });
  const report = (error: unknown) => {
    if (!isOutage(error)) runtime.logger.error({ err: error }, "the notice streams could not look for news");
  };
  const start = () => {
    const onWake = () => void look().catch(report);
    const timer = setInterval(() => {
      onWake();
      checkSessions().catch(report);
    }, LOOK_EVERY_MS);
    timer.unref();
    runtime.onClose(async () => {
      isClosed = true;
      clearInterval(timer);
      for (const stream of all()) stream.end("closing");
      await started?.connection.close();
      // A look that is under way must not outlive the pool.
      await Promise.allSettled([look(), checkSessions()]);
    });
    return { connection: openWakeConnection(runtime, onWake), timer };
  };

  return {
    subscribe: async (customerId, sessionId) => {
      if (isClosed) throw requestErrors.unavailable();
      const own = streams.get(customerId) ?? new Set();
      if (own.size >= MAX_STREAMS_PER_CUSTOMER) throw notificationsErrors.tooManyStreams({ retryAfterSeconds: 30 });
      const stream = createSubscription(customerId, sessionId);
      streams.set(customerId, own.add(stream));
      started ??= start();
      try {
        if (seen === null) await look();
        return stream;
      } catch (error) {
        remove(streams, stream);
        throw error;
      }
    },
    unsubscribe: (stream) => remove(streams, stream),
  };
}

function remove(streams: Map<string, Set<Subscription>>, stream: Subscription): void {
  stream.end("left");
  const own = streams.get(stream.customerId);
  own?.delete(stream);
  if (own?.size === 0) streams.delete(stream.customerId);
}
