import { type Database, ensurePartitions, inTransaction } from "@nexa/db";
import type { Clock } from "./clock.ts";

const DAY_MS = 86_400_000;
const MONTHS_AHEAD = 3;

/** More at once is a slip of the finger; a longer way goes in steps, with the worker's jobs done in between. */
export const MAX_FORWARD_MS = 366 * DAY_MS;

/** Milliseconds that the demo's business time is ahead of the database's clock. */
export async function clockOffset(db: Database): Promise<number> {
  const [row] = await db.query<{ milliseconds: number }>({ text: "select milliseconds from clock_offset" });
  return row?.milliseconds ?? 0;
}

/**
 * Moves the business time of a demo forward, for every process that has a demo's `databaseClock`, within a second or two. There is no
 * way back: what happened stays in the past. The tables of the months it comes to are made first.
 *
 * @param milliseconds above zero, at most `MAX_FORWARD_MS`
 */
export async function moveClockForward(db: Database, clock: Clock, milliseconds: number): Promise<Date> {
  if (!(milliseconds > 0 && milliseconds <= MAX_FORWARD_MS)) {
    throw new RangeError("business time goes forward, by a year at most at once");
  }
  const from = clock.now();
  const now = new Date(from.getTime() + milliseconds);
  const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + MONTHS_AHEAD, 1));
  await inTransaction(db, async (tx) => {
    await ensurePartitions(tx, from, until);
    await tx.query({
      text: `insert into clock_offset (id, milliseconds) values (1, $1)
        on conflict (id) do update set milliseconds = clock_offset.milliseconds + excluded.milliseconds`,
      values: [Math.round(milliseconds)],
    });
  });
  return now;
}
