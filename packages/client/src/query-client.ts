import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { failureOf } from "./client-error.ts";

/** What was read counts as fresh for this long; live events invalidate it earlier. */
const FRESH_MS = 15_000;
const RETRIES = 2;

/**
 * @param onSessionEnded called when the server says that nobody is signed in any more
 */
export function createQueryClient(onSessionEnded: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (failureOf(error).code === "UNAUTHENTICATED") onSessionEnded();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: (count, error) => count < RETRIES && mayPass(error) },
      mutations: { retry: false },
    },
  });
}

/** Whether asking again may help: refusals stay refusals. */
function mayPass(error: unknown): boolean {
  const { code } = failureOf(error);
  return code === "NETWORK" || code === "UNAVAILABLE";
}
