import type { Database } from "@nexa/db";

/** Business time. Domain code knows no other. */
export interface Clock {
  now(): Date;
}

/** A clock that tests and the demo move by hand. */
export interface MovableClock extends Clock {
  set(at: Date): void;
  advance(milliseconds: number): void;
}

/** Starts at `at` and stands still until moved. */
export function movableClock(at: Date): MovableClock {
  let now = at;
  return {
    now: () => now,
    set: (next) => {
      now = next;
    },
    advance: (milliseconds) => {
      now = new Date(now.getTime() + milliseconds);
    },
  };
}

/** The machine's clock, as it is. For composition roots only; servers and workers use `databaseClock`. */
export const machineClock: Clock = { now: () => new Date() };

/**
 * The database's clock: its offset to this machine's is measured now and again by `anchor`, so that processes on machines with
 * differing clocks agree, and a machine's clock that jumps is noticed. Monotonic between two anchorings.
 */
export async function databaseClock(db: Database): Promise<Clock & { anchor(): Promise<void> }> {
  let databaseAt = 0;
  let measuredAt = 0;
  const anchor = async () => {
    const before = performance.now();
    const [row] = await db.query<{ ms: number }>({
      text: "select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms",
    });
    const after = performance.now();
    if (!row) throw new Error("the database did not tell its time");
    databaseAt = row.ms;
    measuredAt = (before + after) / 2;
  };
  await anchor();
  return { now: () => new Date(Math.floor(databaseAt + performance.now() - measuredAt)), anchor };
}
