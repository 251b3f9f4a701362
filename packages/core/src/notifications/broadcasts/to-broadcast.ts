import { type Broadcast, NOTIFICATION_CHANNELS } from "@nexa/contracts";
import type { broadcasts } from "@nexa/db";

export type BroadcastRow = typeof broadcasts.$inferSelect;

/** A stored broadcast as staff see it. */
export function toBroadcast(row: BroadcastRow): Broadcast {
  const { content, expected, reached } = row;
  const isOver = row.status === "completed";
  // Some may have left the audience meanwhile, others joined it.
  const share = expected === 0 ? 100 : Math.min(100, Math.floor((reached * 100) / expected));
  return {
    id: row.id,
    status: row.status,
    audience: row.audience,
    title: content.en?.title ?? "",
    text: content.en?.text ?? "",
    titleHi: content.hi?.title ?? null,
    textHi: content.hi?.text ?? null,
    channels: NOTIFICATION_CHANNELS.filter((channel) => row.channels.includes(channel)),
    expected,
    reached,
    progressPercent: isOver ? 100 : share,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    error: row.error,
  };
}
