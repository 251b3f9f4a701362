import type { UsageRejection, UsageRejectionReason } from "@nexa/contracts";
import { USAGE_RETENTION_DAYS } from "./retention.ts";

const DAY_MS = 86_400_000;
/** How far the sender's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

const SENTENCES: Readonly<Record<UsageRejectionReason, string>> = {
  unknownLine:
    "No line had this number at that time. Check the number and the start, and send the event again once they are right.",
  startsInFuture: "The event starts in the future. Check the clock of the sender and send it again.",
  tooOld: `The event started more than ${USAGE_RETENTION_DAYS} days ago. Such events are not rated any more.`,
  differs: "An event with this eventId was rated with other content. Send corrections under an eventId of their own.",
};

/** A rejected event with its reason and what to do. */
export function rejection(index: number, eventId: string, reason: UsageRejectionReason): UsageRejection {
  return { index, eventId, reason, message: SENTENCES[reason] };
}

/**
 * What is wrong with when an event started, or null. A line is known from when it was made: what its number used before was not its.
 * `servedSince` is undefined for a number without a line.
 */
export function timeFaultOf(startedAt: Date, servedSince: Date | undefined, now: Date): UsageRejectionReason | null {
  if (startedAt.getTime() > now.getTime() + CLOCK_SKEW_MS) return "startsInFuture";
  if (startedAt.getTime() < now.getTime() - USAGE_RETENTION_DAYS * DAY_MS) return "tooOld";
  return servedSince === undefined || startedAt < servedSince ? "unknownLine" : null;
}
