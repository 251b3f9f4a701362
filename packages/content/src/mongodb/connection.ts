import { setImmediate } from "node:timers/promises";
import { type Db, MongoClient, MongoError, MongoNetworkError, MongoServerError } from "mongodb";
import { ContentError } from "../errors.ts";

export type MongoOptions = {
  /** `mongodb://…` or `mongodb+srv://…`; its path names the database, `nexa` where it has none. */
  readonly url: string;
  /** Shown in the server's log. */
  readonly name?: string;
  /** Milliseconds that one reading step may take. */
  readonly readTimeoutMs?: number;
  /** Told of what goes wrong in the background. */
  readonly onWarning?: (error: unknown, message: string) => void;
};

/** A door to one database that answers at once where the server is known to be down, and is open again by itself. */
export interface MongoConnection {
  /** Throws ContentError `unavailable` where the server is down, breaks off or takes longer than `timeoutMs`. */
  use<T>(work: (db: Db) => Promise<T>, timeoutMs: number): Promise<T>;
  close(): Promise<void>;
}

const DEFAULT_DATABASE = "nexa";
// Not by URL, which cannot read several hosts.
const HAS_DATABASE = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]/;
const SELECTION_MS = 2_000;
/** How long a server may be silent before it counts as down. */
const SILENCE_MS = 5_000;
// What a server says while another one takes over or while it goes down: not primary, recovering, shutting down, interrupted.
const SHIFTING = new Set([91, 189, 10_107, 11_600, 11_602, 13_435, 13_436]);
/** A down server is asked this often, so content is back this soon. */
const HEARTBEAT_MS = 1_000;
const SOCKET_MS = 10_000;

/**
 * The driver itself would hold every call for its server selection time-out while no server is there. Here its topology tells: known to be
 * down, a call fails at once and sends nothing, so no write happens after its caller gave up.
 *
 * @param prepare runs once, when first connected
 */
export function connectMongo(options: MongoOptions, prepare: (db: Db) => Promise<void>): MongoConnection {
  const warn = options.onWarning ?? (() => undefined);
  const client = new MongoClient(options.url, {
    appName: options.name ?? "nexa",
    serverSelectionTimeoutMS: SELECTION_MS,
    connectTimeoutMS: SILENCE_MS,
    waitQueueTimeoutMS: SELECTION_MS,
    socketTimeoutMS: SOCKET_MS,
    heartbeatFrequencyMS: HEARTBEAT_MS,
    ignoreUndefined: true,
  });
  const db = client.db(HAS_DATABASE.test(options.url) ? undefined : DEFAULT_DATABASE);
  let connecting: Promise<boolean> | null = null;
  let isConnected = false;
  let hasFailed = false;
  let isUp = false;
  let isKnownUp = false;
  client.on("topologyDescriptionChanged", ({ newDescription }) => {
    const servers = [...newDescription.servers.values()];
    const wasKnownUp = isKnownUp;
    isKnownUp = servers.some((server) => server.isWritable);
    if (wasKnownUp && !isKnownUp)
      warn(servers.find((each) => each.error !== null)?.error, "the content store went away");
    isUp = isKnownUp;
  });
  // Of a server that refuses connections the driver learns at its next heartbeat only; until that one what calls met counts.
  client.on("serverHeartbeatSucceeded", () => {
    isUp = isKnownUp;
  });

  // Before the first write, so that the server checks that one too; but nothing depends on it.
  const prepared = async (): Promise<void> => {
    try {
      await soonest(prepare(db), SELECTION_MS, () => undefined);
    } catch (error) {
      warn(error, "the content store's indexes could not be made");
    }
  };
  const connect = async (): Promise<boolean> => {
    try {
      await client.connect();
      await prepared();
      isConnected = true;
    } catch (error) {
      hasFailed = true;
      warn(error, "the content store cannot be reached");
      return false;
    } finally {
      connecting = null;
    }
    return true;
  };

  const requireServer = async (): Promise<void> => {
    if (!isConnected) {
      connecting ??= connect();
      // Only the first callers wait. Where they waited in vain, connecting is tried again behind those that come later.
      if (!hasFailed && (await connecting)) return;
    } else if (isUp) return;
    // A caller that tries again and again must leave others a turn.
    await setImmediate();
    throw new ContentError("unavailable", "the content store is down");
  };

  return {
    use: async (work, timeoutMs) => {
      await requireServer();
      try {
        return await soonest(work(db), timeoutMs, () => {
          throw new ContentError("unavailable", `the content store took more than ${timeoutMs} ms`);
        });
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (error instanceof MongoNetworkError) isUp = false;
        throw new ContentError("unavailable", "the content store broke off", { cause: error });
      }
    },
    close: async () => {
      await connecting;
      await client.close();
    },
  };
}

/** Trouble of the way there or of the server's state, and not what the server says of the command. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  if (!(error instanceof MongoServerError)) return true;
  return error.hasErrorLabel("RetryableWriteError") || (typeof error.code === "number" && SHIFTING.has(error.code));
}

async function soonest<T>(work: Promise<T>, timeoutMs: number, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
