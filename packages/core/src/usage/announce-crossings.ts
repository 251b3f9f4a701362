import { lines } from "@nexa/db";
import { inArray } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { enqueueNotices, type Notice } from "../notifications/index.ts";
import type { Crossing } from "./crossings.ts";
import { operatorDays } from "./operator-days.ts";

type ToldLine = { id: string; phone: string; ownerId: string | null };

/**
 * Tells the line's owner what its use passed, once each: of a shared allowance the main line's owner, and the owner of the line whose use
 * passed it. What has ended, and a day that is over, is not told any more.
 */
export async function announceCrossings(tx: CoreContext, crossings: readonly Crossing[]): Promise<void> {
  const now = tx.clock.now();
  const today = operatorDays(tx.runtime.config.operator.timezone).dayOf(now);
  const live = crossings.filter(
    ({ kind, bucket, day }) => bucket.of.endsAt > now && (kind !== "daily_limit_reached" || day === today),
  );
  if (live.length === 0) return;
  const told = await toldLines(tx, live);
  const notices = live.flatMap((crossing) =>
    linesOf(crossing).flatMap((lineId) => {
      const line = told.get(lineId);
      return line ? [noticeOf(tx, crossing, line)] : [];
    }),
  );
  await enqueueNotices(tx, notices);
}

function linesOf({ bucket, lineId }: Crossing): string[] {
  return [...new Set([bucket.of.lineId, lineId])];
}

async function toldLines(tx: CoreContext, crossings: readonly Crossing[]): Promise<Map<string, ToldLine>> {
  const rows = await tx.db.orm
    .select({ id: lines.id, phone: lines.phone, ownerId: lines.ownerId })
    .from(lines)
    .where(inArray(lines.id, [...new Set(crossings.flatMap(linesOf))]));
  return new Map(rows.map((row) => [row.id, row]));
}

function noticeOf(tx: CoreContext, { kind, bucket, day }: Crossing, line: ToldLine): Notice {
  const { of } = bucket;
  const { currency, timezone } = tx.runtime.config.operator;
  const cause = kind === "daily_limit_reached" ? `${kind}:${of.sourceId}:${day}` : `${kind}:${of.sourceId}`;
  const address = {
    ...{ customerId: line.ownerId, phone: line.phone, lineId: line.id },
    causeKey: line.id === of.lineId ? cause : `${cause}:${line.id}`,
  };
  const plan = { planName: of.terms.planName, phone: line.phone };
  const endsAt = of.endsAt.toISOString();
  const remainingBytes = Math.max(0, (bucket.allowance ?? 0) - bucket.used);
  switch (kind) {
    case "usage_50":
      return { ...address, type: kind, params: { ...plan, percent: 50, remainingBytes, endsAt } };
    case "usage_80":
      return { ...address, type: kind, params: { ...plan, percent: 80, remainingBytes, endsAt } };
    case "low_balance":
      return { ...address, type: kind, params: { ...plan, remainingBytes, endsAt } };
    case "topup_exhausted":
      return { ...address, type: kind, params: plan };
    case "data_exhausted": {
      const overagePricePerGbMinor = "overagePricePerGbMinor" in of.terms ? of.terms.overagePricePerGbMinor : null;
      return { ...address, type: kind, params: { ...plan, overagePricePerGbMinor, currency, endsAt } };
    }
    case "daily_limit_reached": {
      const resetsAt = operatorDays(timezone).nextMidnight(tx.clock.now()).toISOString();
      return { ...address, type: kind, params: { ...plan, limitBytes: bucket.dailyLimit ?? 0, resetsAt } };
    }
  }
}
