import { ContentError, type ContentErrorCode, type ContentStore } from "@nexa/content";
import { plans } from "@nexa/db";
import { eq } from "drizzle-orm";
import { bumpCatalogVersion, forgetCatalog, getCatalog } from "../catalog/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { contextOf, type TestCore } from "../testing/index.ts";
import { publishedSettled } from "./get-published.ts";

type Mode = "up" | "refuses" | "hangs";

export type SwitchableStore = ContentStore & {
  /** The store behind the switch. */
  use(store: ContentStore): void;
  set(mode: Mode, only?: readonly string[]): void;
  /** Has one operation refuse by a code of the store's own. */
  refuse(operation: string, code: ContentErrorCode): void;
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
  let code: ContentErrorCode = "unavailable";
  let count = 0;
  const hanging = new Set<(error: Error) => void>();
  const gone = () => new ContentError(code, "refused by a test");
  const controls = {
    use: (store: ContentStore) => {
      inner = store;
    },
    set: (next: Mode, operations?: readonly string[]) => {
      [mode, only, code] = [next, operations, "unavailable"];
    },
    refuse: (operation: string, own: ContentErrorCode) => {
      [mode, only, code] = ["refuses", [operation], own];
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

/**
 * What a read answers once the look at the store that it began is over: on a busy machine that may take longer than a customer's patience,
 * who then sees what was known before.
 */
export async function seen<T>(ctx: CoreContext, read: () => Promise<T>): Promise<T> {
  await read();
  await publishedSettled(ctx);
  await getCatalog(ctx);
  return read();
}

/** The audit rows of one subject, the oldest first. */
export function auditOf(core: TestCore, subjectId: string) {
  return core.runtime.db.query<{ action: string; before: Row | null; after: Row | null; actor_id: string }>({
    text: "select action, before, after, actor_id from audit_events where subject_id = $1 order by id",
    values: [subjectId],
  });
}

type Row = Record<string, unknown>;

/** Changes a plan past its verbs, and tells every server so. */
export async function setPlan(
  core: TestCore,
  planId: string,
  fields: { status?: "active" | "inactive"; deletedAt?: Date },
): Promise<void> {
  await core.runtime.db.orm.update(plans).set(fields).where(eq(plans.id, planId));
  await bumpCatalogVersion(core.job());
  forgetCatalog(core);
}
