import { randomUUID } from "node:crypto";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { createApp, type ServerApp } from "../app.ts";
import { runningRequests } from "../http/running-requests.ts";
import type { HttpSettings } from "../http/settings.ts";

type CoreOptions = NonNullable<Parameters<typeof createTestCore>[0]>;

export type Answer = {
  status: number;
  headers: Headers;
  body: { [key: string]: unknown };
  /** `data` of the envelope. */
  data: { [key: string]: unknown };
  text: string;
};

export type Tokens = { accessToken: string; refreshToken: string };

export type TestServer = {
  core: TestCore;
  app: ServerApp;
  /** Ends the open streams, as a stopping server does. */
  stop(): void;
  /** One request. A body is sent as JSON unless it is a text; `token` as Authorization. */
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
  /** Registers a customer over REST. */
  register(fields?: Record<string, unknown>): Promise<Tokens & { phoneNumber: string; password: string; id: string }>;
  close(): Promise<void>;
};

export type SendOptions = { body?: unknown; token?: string; headers?: Record<string, string>; cookie?: string };

export const PASSWORD = "a long enough secret";
/** The origin of the app's own pages in these tests. */
export const ORIGIN = "http://localhost";

let phones = 0;

/** A phone number that nobody has yet. */
export function freshPhone(): string {
  phones += 1;
  return `+9197${String(20_000_000 + phones)}`;
}

/** The whole HTTP side on a database of its own. */
export async function createTestServer(
  options: CoreOptions & { settings?: Partial<HttpSettings> } = {},
): Promise<TestServer> {
  const core = await createTestCore(options);
  const stopping = new AbortController();
  const app = createApp(core.runtime, {
    publicUrl: ORIGIN,
    corsOrigins: [],
    trustedProxies: 0,
    hasAccessLog: false,
    stopping: stopping.signal,
    requests: runningRequests(),
    ...options.settings,
  });
  const send: TestServer["send"] = (method, path, more = {}) => sendTo(app, method, path, more);
  return {
    core,
    app,
    stop: () => stopping.abort(),
    send,
    register: async (fields = {}) => {
      const phoneNumber = freshPhone();
      const body = { phoneNumber, password: PASSWORD, fullName: "Asha Rao", ...fields };
      const { status, data, text } = await send("POST", "/customer/register", { body });
      if (status !== 201) throw new Error(`registration answered ${status}: ${text}`);
      const customer = data.customer as { id: string };
      return { ...(data as unknown as Tokens), phoneNumber, password: PASSWORD, id: customer.id };
    },
    close: async () => {
      stopping.abort();
      await core.close();
    },
  };
}

async function sendTo(app: ServerApp, method: string, path: string, options: SendOptions): Promise<Answer> {
  const { body, token, cookie } = options;
  const headers: Record<string, string> = {};
  if (body !== undefined) headers["content-type"] = "application/json";
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  if (cookie !== undefined) headers.cookie = cookie;
  Object.assign(headers, options.headers);
  const raw = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const response = await app.request(path, { method, headers, body: raw });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const parsed = isJson && text !== "" ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, body: parsed, data: parsed?.data ?? {}, text };
}

/** A key that was not used before. */
export function freshKey(): Record<string, string> {
  return { "idempotency-key": randomUUID() };
}

/** The name and value of a cookie that an answer sets, as the browser sends it back. */
export function cookieFrom({ headers }: Answer): string {
  return headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
}
