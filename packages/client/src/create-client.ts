import type { AdminRouter, CustomerRouter } from "@nexa/core";
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
  type TRPCFetch,
} from "@trpc/client";
import superjson from "superjson";

/** The longest address of a batched read; longer batches are split, so that no proxy refuses them. */
const MAX_URL_LENGTH = 4_000;

export type CustomerClient = TRPCClient<CustomerRouter>;
export type AdminClient = TRPCClient<AdminRouter>;

/** The browser's EventSource, or a package's that works like it. */
type EventSourceClass = Parameters<typeof httpSubscriptionLink>[0]["EventSource"];

export type ClientOptions = {
  /** Where the server is, e.g. `https://mobile.example.in`; no path. */
  url: string;
  /** The access token to send. Web apps leave it out: they have a cookie. Asked before each request, so that it may change. */
  getToken?: () => string | null | Promise<string | null>;
  /** Another fetch, e.g. an app's own in a test. */
  fetch?: TRPCFetch;
  /** Sent with every request. */
  headers?: Record<string, string>;
  /** For live streams where there is no global EventSource, or where they need a token (the `eventsource` package passes it on). */
  EventSource?: EventSourceClass;
};

/** A typed client of everything customers and the public may call. Calls of one moment travel as one request. */
export function createCustomerClient(options: ClientOptions): CustomerClient {
  const { stream, batch } = linkOptions(options, "/trpc/customer");
  const link = splitLink<CustomerRouter>({
    condition: isSubscription,
    true: httpSubscriptionLink({ ...stream, transformer: superjson }),
    false: httpBatchLink({ ...batch, transformer: superjson }),
  });
  return createTRPCClient<CustomerRouter>({ links: [link] });
}

/** A typed client of everything staff may call. */
export function createAdminClient(options: ClientOptions): AdminClient {
  const { stream, batch } = linkOptions(options, "/trpc/admin");
  const link = splitLink<AdminRouter>({
    condition: isSubscription,
    true: httpSubscriptionLink({ ...stream, transformer: superjson }),
    false: httpBatchLink({ ...batch, transformer: superjson }),
  });
  return createTRPCClient<AdminRouter>({ links: [link] });
}

function isSubscription(operation: { type: string }): boolean {
  return operation.type === "subscription";
}

function linkOptions(options: ClientOptions, path: string) {
  const url = new URL(path, options.url).href;
  const plainFetch: TRPCFetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init as RequestInit));
  const fetch = (input: string | URL | Request, init?: object) =>
    plainFetch(input as string, { ...init, credentials: "include" });
  const headers = () => headersOf(options);
  const eventSourceOptions = async () => {
    const sent = await headers();
    // Browsers know only withCredentials; the token never goes into the address.
    return {
      withCredentials: true,
      fetch: (input: string, init?: RequestInit) => fetch(input, { ...init, headers: { ...init?.headers, ...sent } }),
    };
  };
  return {
    stream: { url, EventSource: options.EventSource, eventSourceOptions },
    batch: { url, headers, fetch, maxURLLength: MAX_URL_LENGTH },
  };
}

async function headersOf({ getToken, headers }: ClientOptions): Promise<Record<string, string>> {
  const token = getToken ? await getToken() : null;
  return token === null ? { ...headers } : { ...headers, authorization: `Bearer ${token}` };
}
