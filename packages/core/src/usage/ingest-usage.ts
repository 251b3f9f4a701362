import type { IngestUsageInput, IngestUsageOutput, UsageEvent, UsageRejection } from "@nexa/contracts";
import type { CoreContext, PartnerActor } from "../context.ts";
import type { LinedEvent } from "./claim-events.ts";
import { findLines } from "./find-lines.ts";
import { ScopeMoved } from "./lock-scope.ts";
import { rateBatch } from "./rate-batch.ts";
import { amountFaultOf, rejection, timeFaultOf } from "./rejections.ts";

/** Events that are rated under one lock: a line waits no longer than these take, however many are sent. */
const CHUNK = 1_000;
const MAX_TRIES = 5;

/**
 * Takes use from the network: each event is rated exactly once, in the order it is sent, by what was active on the line when it started.
 * What cannot be rated is named with its place and reason and may be sent again; the rest counts. Each 1,000 events commit for
 * themselves, so where the answer is lost, the sender sends the batch again.
 */
export async function ingestUsage(
  ctx: CoreContext<PartnerActor>,
  { events }: IngestUsageInput,
): Promise<IngestUsageOutput> {
  const answer: IngestUsageOutput = { accepted: 0, duplicates: 0, rejected: [] };
  for (let start = 0; start < events.length; start += CHUNK) {
    const chunk = await onStandingScope(() => ingestChunk(ctx, events.slice(start, start + CHUNK), start));
    answer.accepted += chunk.accepted;
    answer.duplicates += chunk.duplicates;
    answer.rejected.push(...chunk.rejected);
  }
  return answer;
}

/** Looks the lines up anew where one joined a postpaid plan between looking and locking. */
async function onStandingScope<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ScopeMoved) || tries === MAX_TRIES) throw error;
    }
  }
}

async function ingestChunk(
  ctx: CoreContext<PartnerActor>,
  events: readonly UsageEvent[],
  start: number,
): Promise<IngestUsageOutput> {
  const lines = await findLines(ctx, events);
  const rejected: UsageRejection[] = [];
  const lined: LinedEvent[] = [];
  const now = ctx.clock.now();
  const { partnerId } = ctx.actor;
  events.forEach((event, place) => {
    const index = start + place;
    const { eventId, phoneNumber, kind, amount, zone } = event;
    const startedAt = new Date(event.startedAt);
    const line = lines.get(phoneNumber);
    const fault = timeFaultOf(startedAt, line?.createdAt, now) ?? amountFaultOf(event);
    if (line && fault === null)
      lined.push({ index, partnerId, eventId, lineId: line.id, kind, amount, zone, startedAt });
    else rejected.push(rejection(index, eventId, fault ?? "unknownLine"));
  });
  const claims = await rateBatch(ctx, [...new Set(lines.values())], lined);
  const outcome: IngestUsageOutput = { accepted: 0, duplicates: 0, rejected };
  for (const [{ index, eventId }, claim] of claims) {
    if (claim === "new") outcome.accepted += 1;
    else if (claim === "duplicate") outcome.duplicates += 1;
    else rejected.push(rejection(index, eventId, claim));
  }
  rejected.sort((one, other) => one.index - other.index);
  return outcome;
}
