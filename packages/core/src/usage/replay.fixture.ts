import type { UsageKind } from "@nexa/contracts";

/** A source as the reference knows it. Amounts in bytes, seconds and messages; null is not limited. */
export type PlainSource = {
  id: string;
  allowance: Record<UsageKind, number | null>;
  dailyLimit: number | null;
  startsAt: number;
  endsAt: number;
};

/** Who may draw on what, in the order it is drawn on. */
export type PlainLine = { phone: string; sources: PlainSource[]; overage: { of: string } | null };

export type PlainEvent = { lineId: string; kind: UsageKind; amount: number; startedAt: Date };

/** What the reference ends with: drawn by source and kind, overage by cycle, what nothing covered. */
export type PlainBooks = { drawn: Map<string, number>; overage: Map<string, number>; uncovered: number };

const IST_MS = 330 * 60_000;
const DAY_MS = 86_400_000;

/** Rates events one after the other the plainest way: no locks, no batches, no code of the product. Days are Kolkata's. */
export function replay(lines: ReadonlyMap<string, PlainLine>, events: readonly PlainEvent[]): PlainBooks {
  const books: PlainBooks = { drawn: new Map(), overage: new Map(), uncovered: 0 };
  const byDay = new Map<string, number>();
  for (const { lineId, kind, amount, startedAt } of events) {
    const line = lines.get(lineId);
    if (!line) throw new Error(`the reference does not know the line ${lineId}`);
    const at = startedAt.getTime();
    const day = Math.floor((at + IST_MS) / DAY_MS);
    let rest = amount;
    for (const source of line.sources) {
      if (at < source.startsAt || at >= source.endsAt) continue;
      const key = `${source.id} ${kind}`;
      const drawn = books.drawn.get(key) ?? 0;
      const allowance = source.allowance[kind];
      let room = allowance === null ? rest : allowance - drawn;
      const dayKey = `${source.id} ${day}`;
      if (kind === "data" && source.dailyLimit !== null) {
        room = Math.min(room, source.dailyLimit - (byDay.get(dayKey) ?? 0));
      }
      const taken = Math.min(rest, room);
      if (taken <= 0) continue;
      books.drawn.set(key, drawn + taken);
      if (kind === "data") byDay.set(dayKey, (byDay.get(dayKey) ?? 0) + taken);
      rest -= taken;
    }
    if (rest > 0 && kind === "data" && line.overage) {
      books.overage.set(line.overage.of, (books.overage.get(line.overage.of) ?? 0) + rest);
    } else {
      books.uncovered += rest;
    }
  }
  return books;
}
