import { ContentError, type ContentStore } from "@nexa/content";
import type { AdminActor, CoreContext } from "../context.ts";
import { contextOf, type TestCore } from "../testing/index.ts";

type Mode = "up" | "refuses" | "hangs";

export type SwitchableStore = ContentStore & {
  /** The store behind the switch. */
  use(store: ContentStore): void;
  set(mode: Mode, only?: readonly string[]): void;
  /** Lets go of every call that hangs, as a network that is cut does. */
  release(): void;
  /** How many calls came, whatever became of them. */
  calls(): number;
};

/** A store that a test takes away: it refuses at once, or takes calls and never answers. `only` names the operations that it holds back. */
export function switchableStore(): SwitchableStore {
  let inner: ContentStore | undefined;
  let mode: Mode = "up";
  let only: readonly string[] | undefined;
  let count = 0;
  const hanging = new Set<(error: Error) => void>();
  const gone = () => new ContentError("unavailable", "taken away by a test");
  const controls = {
    use: (store: ContentStore) => {
      inner = store;
    },
    set: (next: Mode, operations?: readonly string[]) => {
      mode = next;
      only = operations;
    },
    release: () => {
      for (const reject of hanging) reject(gone());
      hanging.clear();
    },
    calls: () => count,
  };
  const call = (name: string, ...args: unknown[]): unknown => {
    count += 1;
    const isHeld = mode !== "up" && (only === undefined || only.includes(name));
    if (isHeld && mode === "refuses") return Promise.reject(gone());
    if (isHeld) return new Promise((_, reject) => hanging.add(reject));
    const operation: unknown = Reflect.get(inner ?? {}, name);
    if (typeof operation !== "function") throw new Error(`the store has no ${name}`);
    return operation.apply(inner, args);
  };
  // Every operation of the interface goes through the one switch.
  return new Proxy({} as SwitchableStore, {
    get: (_, name) => {
      if (name === "provider") return inner?.provider;
      if (name in controls) return Reflect.get(controls, name);
      return (...args: unknown[]) => call(String(name), ...args);
    },
  });
}

/** Anyone who opens the app. */
export function visitor(core: TestCore, runtime = core.runtime) {
  return contextOf(runtime, { kind: "anonymous" });
}

export type Editor = CoreContext<AdminActor>;

/** The audit rows of one subject, the oldest first. */
export function auditOf(core: TestCore, subjectId: string) {
  return core.runtime.db.query<{ action: string; before: Row | null; after: Row | null; actor_id: string }>({
    text: "select action, before, after, actor_id from audit_events where subject_id = $1 order by id",
    values: [subjectId],
  });
}

type Row = Record<string, unknown>;
