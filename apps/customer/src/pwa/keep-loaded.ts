import { dehydrate, hydrate, type Query, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { dropLoaded, readLoaded, writeLoaded } from "./loaded-store.ts";

const DAY_MS = 86_400_000;
const KEPT_MS = 7 * DAY_MS;
const WRITE_AFTER_MS = 1_000;

/** Prices and open sessions are right at their moment only. */
const NEVER_KEPT: readonly string[] = ["recharge.quote", "identity.listSessions"];

/** The name of this file changes with what the app is made of, and data of another build may have another shape. */
const build = import.meta.url;

/**
 * Keeps what screens loaded in the browser's database, and gives it back when the app opens: shown at once, asked for again at once.
 * Without a database the app works as ever. Forgets everything when the session ends.
 */
export async function keepLoaded(
  queryClient: QueryClient,
  onSessionEnded: (listener: () => void) => void,
): Promise<void> {
  setDefaults(queryClient);
  await restore(queryClient).catch(ignored);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    if (isSignedIn) void writeLoaded({ build, keptAt: Date.now(), state: stateOf(queryClient) }).catch(ignored);
  };
  let isSignedIn = true;
  onSessionEnded(() => {
    isSignedIn = false;
    clearTimeout(timer);
    timer = undefined;
    void dropLoaded().catch(ignored);
  });
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "success" && pathOf(event.query.queryKey) === PROFILE) {
      isSignedIn = true;
    }
    if (event.type === "removed" || (event.type === "updated" && event.action.type === "success")) {
      timer ??= setTimeout(write, WRITE_AFTER_MS);
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer !== undefined) write();
  });
}

/**
 * What is asked without a connection fails instead of waiting for one: a screen says so, and a payment tapped now is not sent by itself
 * hours later.
 */
function setDefaults(queryClient: QueryClient): void {
  const { queries, mutations } = queryClient.getDefaultOptions();
  queryClient.setDefaultOptions({
    queries: { ...queries, gcTime: KEPT_MS, networkMode: "always", refetchOnReconnect: true },
    mutations: { ...mutations, networkMode: "always" },
  });
}

const PROFILE = "customers.getProfile";

async function restore(queryClient: QueryClient): Promise<void> {
  const loaded = await readLoaded();
  if (loaded === undefined) return;
  if (loaded.build !== build || Date.now() - loaded.keptAt > KEPT_MS) return dropLoaded();
  hydrate(queryClient, loaded.state);
  await queryClient.invalidateQueries({
    refetchType: "none",
    predicate: ({ queryKey }) => pathOf(queryKey) !== "settings.operator",
  });
}

function stateOf(queryClient: QueryClient) {
  const state = dehydrate(queryClient, { shouldDehydrateQuery: mayBeKept, shouldDehydrateMutation: () => false });
  // Asking again in vain takes nothing from what was loaded before.
  const queries = state.queries.map((query) => ({
    ...query,
    state: { ...query.state, status: "success" as const, error: null, fetchFailureCount: 0, fetchFailureReason: null },
  }));
  return { ...state, queries };
}

function mayBeKept(query: Query): boolean {
  return query.state.data !== undefined && !NEVER_KEPT.includes(pathOf(query.queryKey));
}

/** `lines.list` of the key of a procedure's query. */
function pathOf(key: QueryKey): string {
  return Array.isArray(key[0]) ? key[0].join(".") : "";
}

/** A browser that keeps nothing, such as in a private window, shows the app all the same. */
function ignored(): void {
  // Nothing is lost that the server does not have.
}
