import type { Language, NotificationStreamEvent, NotificationStreamInput } from "@nexa/contracts";
import { notifications } from "@nexa/db";
import { and, asc, eq, gt } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { customerLanguage } from "./customer-language.ts";
import { noticeHub } from "./live/notice-hub.ts";
import { newestStreamSeq } from "./live/read-placed.ts";
import type { Subscription } from "./live/subscription.ts";
import { toNotifications } from "./to-notifications.ts";

const PAGE_ROWS = 100;

type Reader = { ctx: CoreContext<CustomerActor>; stream: Subscription; language: Language };

/**
 * A customer's notices as they are placed, after `lastEventId` where the client resumes; an event's `streamSeq` is its id. The first
 * event has no notification and only tells the position. Returns when `signal` aborts; throws `request.signInNeeded` within 5 s of the
 * session's end, `request.unavailable` when the process goes down (the client comes back), `notifications.tooManyStreams`.
 */
export async function* notificationStream(
  ctx: CoreContext<CustomerActor>,
  input: NotificationStreamInput = {},
  signal?: AbortSignal,
): AsyncGenerator<NotificationStreamEvent> {
  if (signal?.aborted) return;
  const { customerId, sessionId } = ctx.actor;
  const hub = noticeHub(ctx);
  const stream = await hub.subscribe(customerId, sessionId);
  const leave = () => stream.end("left");
  signal?.addEventListener("abort", leave, { once: true });
  // An abort that came while subscribing fires no listener any more.
  if (signal?.aborted) leave();
  try {
    const reader = { ctx, stream, language: await customerLanguage(ctx, customerId) };
    yield* followFrom(reader, await startOf(ctx, input.lastEventId));
    // Nobody listens any more, so a refusal would be an unhandled one.
    if (signal?.aborted) return;
    if (stream.ended === "signedOut") throw requestErrors.signInNeeded();
    if (stream.ended === "closing") throw requestErrors.unavailable();
  } finally {
    signal?.removeEventListener("abort", leave);
    hub.unsubscribe(stream);
  }
}

/** A position ahead of the newest one is from before a restore: such a stream starts at the end. */
async function startOf(ctx: CoreContext, lastEventId: string | undefined): Promise<number> {
  const newest = await newestStreamSeq(ctx.db);
  return lastEventId === undefined ? newest : Math.min(Number(lastEventId), newest);
}

async function* followFrom(reader: Reader, start: number): AsyncGenerator<NotificationStreamEvent> {
  let position = start;
  yield { streamSeq: position, notification: null };
  while (await reader.stream.woken()) {
    for await (const event of readAfter(reader, position)) {
      position = event.streamSeq;
      yield event;
    }
  }
}

async function* readAfter({ ctx, stream, language }: Reader, start: number): AsyncGenerator<NotificationStreamEvent> {
  for (let position = start; stream.ended === null; ) {
    const rows = await ctx.db.orm
      .select()
      .from(notifications)
      .where(and(eq(notifications.customerId, ctx.actor.customerId), gt(notifications.streamSeq, position)))
      .orderBy(asc(notifications.streamSeq))
      .limit(PAGE_ROWS);
    const shown = await toNotifications(ctx, rows, language);
    for (const [index, notification] of shown.entries()) {
      if (stream.ended !== null) return;
      position = rows[index]?.streamSeq ?? position;
      yield { streamSeq: position, notification };
    }
    if (rows.length < PAGE_ROWS) return;
  }
}
