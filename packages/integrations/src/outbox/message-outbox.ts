import { createLineFile } from "./line-file.ts";

/** A message as an outbox keeps it. */
export interface OutboxEntry<T> {
  readonly message: T;
  readonly providerReference: string;
  readonly sentAt: string;
}

export interface MessageOutbox<T> {
  /** The entry of this key, null when it was not sent (or so long ago that it was dropped). */
  find(idempotencyKey: string): Promise<OutboxEntry<T> | null>;
  append(entry: OutboxEntry<T>): Promise<void>;
  /** The kept entries, oldest first. */
  list(): Promise<OutboxEntry<T>[]>;
}

const remembered = 10_000;

/**
 * Remembers the latest 10,000 messages by their key: in memory, or in a JSON-lines file (mode 0600) that other processes
 * see too. The file is set aside as `<path>.1` when it grows over 16 MB.
 */
export function createMessageOutbox<T extends { readonly idempotencyKey: string }>(path?: string): MessageOutbox<T> {
  const entries = new Map<string, OutboxEntry<T>>();
  function remember(entry: OutboxEntry<T>): void {
    entries.set(entry.message.idempotencyKey, entry);
    const [oldest] = entries.keys();
    if (entries.size > remembered && oldest !== undefined) entries.delete(oldest);
  }
  const file = path === undefined ? null : createLineFile(path);
  async function catchUp(): Promise<void> {
    for (const line of (await file?.readNew()) ?? []) {
      const entry = parseEntry<T>(line);
      if (entry !== null) remember(entry);
    }
  }
  return {
    async find(idempotencyKey) {
      await catchUp();
      return entries.get(idempotencyKey) ?? null;
    },
    async append(entry) {
      await file?.append(JSON.stringify(entry));
      remember(entry);
    },
    async list() {
      await catchUp();
      return [...entries.values()];
    },
  };
}

/** A line that a crash cut off is passed over. */
function parseEntry<T extends { readonly idempotencyKey: string }>(line: string): OutboxEntry<T> | null {
  try {
    const entry: OutboxEntry<T> = JSON.parse(line);
    return typeof entry.message.idempotencyKey === "string" ? entry : null;
  } catch {
    return null;
  }
}
