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

export type DatabaseClockOptions = {
  /** Adds what the demo's clock was moved forward (`demo-clock.ts`). Never in production. */
  readonly isDemo?: boolean;
};

const DATABASE_TIME = "select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms";
const DEMO_TIME = `select (extract(epoch from clock_timestamp()) * 1000
  + coalesce((select milliseconds from clock_offset), 0))::float8 as ms`;

/**
 * The database's clock: its offset to this machine's is measured now and again by `anchor`, so that processes on machines with
 * differing clocks agree, and a machine's clock that jumps is noticed. Monotonic between two anchorings.
 */
export async function databaseClock(
  db: Database,
  { isDemo = false }: DatabaseClockOptions = {},
): Promise<Clock & { anchor(): Promise<void> }> {
  let databaseAt = 0;
  let measuredAt = 0;
  const anchor = async () => {
    const before = performance.now();
    const [row] = await db.query<{ ms: number }>({ text: isDemo ? DEMO_TIME : DATABASE_TIME });
    const after = performance.now();
    if (!row) throw new Error("the database did not tell its time");
    databaseAt = row.ms;
    measuredAt = (before + after) / 2;
  };
  await anchor();
  return { now: () => new Date(Math.floor(databaseAt + performance.now() - measuredAt)), anchor };
}
