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
/** Selection, and the handshake behind it. */
const CONNECT_MS = 2 * SELECTION_MS;
const SOCKET_ERRORS = new Set<unknown>(["EPIPE", "ECONNRESET", "ECONNABORTED", "ETIMEDOUT", "ERR_STREAM_DESTROYED"]);
/** A down server is asked this often, so content is back this soon. */
const HEARTBEAT_MS = 1_000;
const SOCKET_MS = 10_000;

/**
 * The driver itself would hold every call for its server selection time-out while no server is there. Here a client is given up as soon as it
 * loses its server, and another one tries behind calls that fail at once and send nothing, so no write happens after its caller gave up.
 *
 * A client is not waited for until it recovers because it may not: driver 7.9 waits for ever for the `drain` of a socket that was destroyed
 * while it wrote, and where that was its monitor's, it never looks for the server again.
 *
 * @param prepare runs once for each client, when it is connected
 */
export function connectMongo(options: MongoOptions, prepare: (db: Db) => Promise<void>): MongoConnection {
  const warn = options.onWarning ?? (() => undefined);
  let client: MongoClient | null = null;
  let connecting: Promise<boolean> | null = null;
  let hasFailed = false;

  const giveUp = (lost: MongoClient, error: unknown): void => {
    if (client !== lost) return;
    client = null;
    hasFailed = true;
    closeBehind(lost);
    warn(error, "the content store went away");
  };
  // Before the first write, so that the server checks that one too; but nothing depends on it.
  const prepared = async (db: Db): Promise<void> => {
    try {
      await soonest(prepare(db), SELECTION_MS, () => undefined);
    } catch (error) {
      warn(error, "the content store's indexes could not be made");
    }
  };
  const connect = async (): Promise<boolean> => {
    const next = createClient(options);
    let hasServer = false;
    next.on("topologyDescriptionChanged", ({ newDescription }) => {
      const servers = [...newDescription.servers.values()];
      hasServer = servers.some((server) => server.isWritable);
      if (!hasServer) giveUp(next, servers.find((each) => each.error !== null)?.error);
    });
    try {
      await soonest(next.connect(), CONNECT_MS, () => {
        throw new Error(`no connection within ${CONNECT_MS} ms`);
      });
      await prepared(databaseOf(next, options));
      if (!hasServer) throw new Error("the server went while it was prepared");
      client = next;
    } catch (error) {
      hasFailed = true;
      closeBehind(next);
      warn(error, "the content store cannot be reached");
      return false;
    } finally {
      connecting = null;
    }
    return true;
  };
  const requireClient = async (): Promise<MongoClient> => {
    if (client === null) {
      connecting ??= connect();
      // Only the first callers wait. Where they waited in vain, connecting is tried again behind those that come later.
      if (!hasFailed) await connecting;
    }
    if (client !== null) return client;
    // A caller that tries again and again must leave others a turn.
    await setImmediate();
    throw new ContentError("unavailable", "the content store is down");
  };

  return {
    use: async (work, timeoutMs) => {
      const used = await requireClient();
      try {
        return await soonest(work(databaseOf(used, options)), timeoutMs, () => {
          throw new ContentError("unavailable", `the content store took more than ${timeoutMs} ms`);
        });
      } catch (error) {
        if (!isPassing(error)) throw error;
        // The driver tries a broken connection once more by itself, so this one met a server that is gone.
        if (isOfNetwork(error)) giveUp(used, error);
        throw new ContentError("unavailable", "the content store broke off", { cause: error });
      }
    },
    close: async () => {
      await connecting;
      const last = client;
      client = null;
      await last?.close();
    },
  };
}

function createClient(options: MongoOptions): MongoClient {
  return new MongoClient(options.url, {
    appName: options.name ?? "nexa",
    serverSelectionTimeoutMS: SELECTION_MS,
    connectTimeoutMS: SILENCE_MS,
    waitQueueTimeoutMS: SELECTION_MS,
    socketTimeoutMS: SOCKET_MS,
    heartbeatFrequencyMS: HEARTBEAT_MS,
    ignoreUndefined: true,
  });
}

function databaseOf(client: MongoClient, options: MongoOptions): Db {
  return client.db(HAS_DATABASE.test(options.url) ? undefined : DEFAULT_DATABASE);
}

/** Nobody waits for a client that lost its server: what it still says to it may take long, and matters to nobody. */
function closeBehind(client: MongoClient): void {
  client.close().catch(() => undefined);
}

/** A connection that broke; the driver passes some of these on as the socket's own errors. */
function isOfNetwork(error: unknown): boolean {
  return (
    error instanceof MongoNetworkError || (error instanceof Error && "code" in error && SOCKET_ERRORS.has(error.code))
  );
}

/** Trouble of the way there or of the server's state, and not what the server says of the command. */
function isPassing(error: unknown): boolean {
  if (isOfNetwork(error)) return true;
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
