import { formatVolume, type IngestUsageOutput, type UsageEvent } from "@nexa/contracts";

const SECONDS_PER_MINUTE = 60;

/** What was sent since the last line of the status. */
export type Tally = {
  taken: number;
  rejected: number;
  data: number;
  voice: number;
  sms: number;
  reasons: Map<string, number>;
};

export function newTally(): Tally {
  return { taken: 0, rejected: 0, data: 0, voice: 0, sms: 0, reasons: new Map() };
}

/** Counts a batch by its answer. */
export function countBatch(tally: Tally, events: readonly UsageEvent[], answer: IngestUsageOutput): void {
  tally.taken += answer.accepted;
  tally.rejected += answer.rejected.length;
  for (const { reason } of answer.rejected) tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
  const rejected = new Set(answer.rejected.map((each) => each.index));
  for (const [index, { kind, amount }] of events.entries()) if (!rejected.has(index)) tally[kind] += amount;
}

/** One line for people. */
export function describeTally({ taken, rejected, data, voice, sms, reasons }: Tally): string {
  const used = `${formatVolume(data)} of data, ${Math.round(voice / SECONDS_PER_MINUTE)} minutes of calls, ${sms} messages`;
  const why = [...reasons].map(([reason, count]) => `${count} ${reason}`).join(", ");
  return `${taken} events taken (${used})${rejected > 0 ? `, ${rejected} rejected: ${why}` : ""}`;
}
