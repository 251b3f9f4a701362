import type { Actor } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import type { AccountKind } from "./account-kind.ts";

/** How long a process may rely on what it read of a session and its account. */
const MAX_AGE_MS = 5_000;
const MAX_ENTRIES = 10_000;

/** Who a credential stands for. `validUntil` is when the access token or the session ends by itself. */
export type Authenticated = { actor: Actor; kind: AccountKind; userId: string; sessionId: string; validUntil: Date };

type Ending = { readonly validUntil: Date };
type Entry<T> = { answer: Promise<T>; known: T | null; readAt: number };

/** Credentials seen in the last 5 seconds and who they stand for; also lets parallel requests share one read. */
export function createCredentialCache<T extends Ending>() {
  const entries = new Map<string, Entry<T>>();
  return {
    /** Runs `read` unless its answer is known and fresh at `now`. Failures are not kept. */
    get: (credential: string, now: Date, read: () => Promise<T>): Promise<T> => {
      const held = entries.get(credential);
      if (held && isFresh(held, now.getTime())) return held.answer;
      entries.delete(credential);
      const oldest = entries.size >= MAX_ENTRIES ? entries.keys().next().value : undefined;
      if (oldest !== undefined) entries.delete(oldest);
      const entry: Entry<T> = { answer: read(), known: null, readAt: now.getTime() };
      entries.set(credential, entry);
      entry.answer.then(
        (known) => {
          entry.known = known;
        },
        () => {
          if (entries.get(credential) === entry) entries.delete(credential);
        },
      );
      return entry.answer;
    },
    /** Forgets what matches, and reads that are still running, since they may be of before the change. */
    forget: (matches: (known: T) => boolean): void => {
      for (const [credential, { known }] of entries) {
        if (known === null || matches(known)) entries.delete(credential);
      }
    },
  };
}

function isFresh({ known, readAt }: Entry<Ending>, now: number): boolean {
  const age = now - readAt;
  return age >= 0 && age < MAX_AGE_MS && (known === null || known.validUntil.getTime() > now);
}

export const actorCache = runtimeSlot(() => createCredentialCache<Authenticated>());

/** Makes this process ask the database about a session on its next use. */
export function forgetSession(
  ctx: { readonly runtime: Parameters<typeof actorCache>[0]["runtime"] },
  sessionId: string,
) {
  actorCache(ctx).forget((known) => known.sessionId === sessionId);
}

/** Makes this process ask the database about all of a user's sessions on their next use. */
export function forgetUser(
  ctx: { readonly runtime: Parameters<typeof actorCache>[0]["runtime"] },
  user: { kind: AccountKind; userId: string },
) {
  actorCache(ctx).forget((known) => known.kind === user.kind && known.userId === user.userId);
}

/** Makes this process ask the database about every session on its next use. */
export function forgetCredentials(ctx: { readonly runtime: Parameters<typeof actorCache>[0]["runtime"] }) {
  actorCache(ctx).forget(() => true);
}
