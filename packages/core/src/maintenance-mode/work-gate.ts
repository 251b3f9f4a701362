import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Runtime } from "../runtime.ts";
import { maintenanceErrors } from "./errors.ts";
import { forgetCached } from "./forget-cached.ts";
import { type Closed, FIND_CLOSED, WORK_LOCK } from "./locks.ts";

const POLL_MS = 250;

/** What a process asks before it begins a request or a job. Open: it holds its share of the lock of work. */
export type WorkGate = {
  /** Null while work may begin, else why not. */
  closed(): Closed | null;
  /** Counts a piece of work; call what it answers when the work has ended. @throws maintenance.underway */
  enter(): () => void;
  /** Resolves when work may begin, or `signal` aborts. */
  opened(signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
};

/** How long callers of a closed server are asked to wait. */
export const RETRY_AFTER_SECONDS = 10;

const NOT_CLOSED_YET: Closed = { restoreId: "", since: new Date(0) };

/**
 * Watches whether the installation is closed for a restore. Once it is, no work begins; when what runs has ended, the process gives its
 * share of the lock back, which the restorer waits for. Before work begins again, all that was kept of the old rows is forgotten.
 */
export async function startWorkGate(runtime: Runtime, { pollMs = POLL_MS } = {}): Promise<WorkGate> {
  const gate = gateState(runtime);
  const session = gateSession(runtime);
  const stopping = new AbortController();
  const look = () => pass(gate, session);
  await look();
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await delay(pollMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await look().catch((err: unknown) => {
        session.drop();
        runtime.logger.warn({ err }, "whether the installation is closed for a restore could not be read");
      });
    }
  })();
  return {
    closed: () => gate.closed,
    enter: gate.enter,
    opened: gate.opened,
    stop: async () => {
      stopping.abort();
      await watching;
      session.drop();
    },
  };
}

type GateState = ReturnType<typeof gateState>;
type GateSession = ReturnType<typeof gateSession>;

/** One look: follow what the row says and what the lock allows. */
async function pass(gate: GateState, session: GateSession): Promise<void> {
  const closed = await session.findClosed();
  if (closed !== null) {
    gate.close(closed);
    if (gate.isIdle()) await session.giveBack();
    return;
  }
  if (await session.takeShare()) gate.open();
  else gate.close(gate.closed ?? NOT_CLOSED_YET);
}

function gateState(runtime: Runtime) {
  let running = 0;
  let waiting = Promise.withResolvers<void>();
  const state = {
    closed: NOT_CLOSED_YET as Closed | null,
    isIdle: () => running === 0,
    close: (why: Closed) => {
      if (state.closed === null) waiting = Promise.withResolvers<void>();
      state.closed = why;
    },
    open: () => {
      if (state.closed === null) return;
      forgetCached(runtime);
      state.closed = null;
      waiting.resolve();
    },
    enter: () => {
      if (state.closed !== null) throw maintenanceErrors.underway({ retryAfterSeconds: RETRY_AFTER_SECONDS });
      running += 1;
      let isOver = false;
      return () => {
        if (!isOver) running -= 1;
        isOver = true;
      };
    },
    opened: async (signal?: AbortSignal) => {
      while (state.closed !== null && !signal?.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        signal?.addEventListener("abort", () => resolve(), { once: true });
        await Promise.race([waiting.promise, promise]);
      }
    },
  };
  return state;
}

/** A connection of its own, past any pooler, that holds the share. One that broke is made again at the next look. */
function gateSession(runtime: Runtime) {
  let client: pg.Client | null = null;
  let hasShare = false;
  const drop = () => {
    client?.end().catch((err: unknown) => runtime.logger.debug({ err }, "the gate's connection ended oddly"));
    client = null;
    hasShare = false;
  };
  const connected = async (): Promise<pg.Client> => {
    if (client !== null) return client;
    const made = new pg.Client({
      connectionString: runtime.config.databaseDirectUrl ?? runtime.db.pool.options.connectionString,
      application_name: `${runtime.db.pool.options.application_name ?? "nexa"}-gate`,
      options: "-c timezone=UTC",
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    made.on("error", () => {
      if (client === made) drop();
    });
    await made.connect();
    client = made;
    hasShare = false;
    return made;
  };
  return {
    drop,
    findClosed: async (): Promise<Closed | null> => {
      const { rows } = await (await connected()).query<Closed>(FIND_CLOSED);
      return rows[0] ?? null;
    },
    takeShare: async (): Promise<boolean> => {
      if (hasShare && client !== null) return true;
      const { rows } = await (await connected()).query<{ taken: boolean }>(
        `select pg_try_advisory_lock_shared(${WORK_LOCK}) as taken`,
      );
      hasShare = rows[0]?.taken === true;
      return hasShare;
    },
    giveBack: async (): Promise<void> => {
      if (!hasShare) return;
      await (await connected()).query(`select pg_advisory_unlock_shared(${WORK_LOCK})`);
      hasShare = false;
    },
  };
}
