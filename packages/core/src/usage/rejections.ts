import type { UsageKind, UsageRejection, UsageRejectionReason } from "@nexa/contracts";
import { USAGE_RETENTION_DAYS } from "./retention.ts";

const DAY_MS = 86_400_000;
/** How far the sender's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

/** What one event may hold: 64 GB, 7 days, 1,000 messages. It catches wrong units, and keeps the sums of a line far below 2^53. */
const MOST: Readonly<Record<UsageKind, number>> = { data: 64 * 1024 ** 3, voice: 7 * 86_400, sms: 1_000 };

const SENTENCES: Readonly<Record<UsageRejectionReason, string>> = {
  unknownLine:
    "No line had this number at that time. Check the number and the start, and send the event again once they are right.",
  startsInFuture: "The event starts in the future. Check the clock of the sender and send it again.",
  tooOld: `The event started more than ${USAGE_RETENTION_DAYS} days ago. Such events are not rated any more.`,
  implausible: `No single use is that much: at most ${MOST.data} bytes, ${MOST.voice} seconds or ${MOST.sms} messages. Check the unit.`,
  differs: "An event with this eventId was rated with other content. Send corrections under an eventId of their own.",
};

/** A rejected event with its reason and what to do. */
export function rejection(index: number, eventId: string, reason: UsageRejectionReason): UsageRejection {
  return { index, eventId, reason, message: SENTENCES[reason] };
}

/** What is wrong with how much an event holds, or null. */
export function amountFaultOf({ kind, amount }: { kind: UsageKind; amount: number }): UsageRejectionReason | null {
  return amount > MOST[kind] ? "implausible" : null;
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
