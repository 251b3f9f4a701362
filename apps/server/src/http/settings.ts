import type { WorkGate } from "@nexa/core/maintenance-mode/index";
import type { HttpEnv } from "@nexa/openapi";
import type { Context } from "hono";
import type { WebApp } from "../routes/web-app.ts";
import type { RunningRequests } from "./running-requests.ts";

export type ServerContext = Context<HttpEnv>;

/** What of the configuration the HTTP side needs. */
export type HttpSettings = {
  /** Origin of the server as the world sees it. */
  readonly publicUrl: string;
  /** Other origins that may call with cookies. */
  readonly corsOrigins: readonly string[];
  /** Proxies of our own in front of the server. */
  readonly trustedProxies: number;
  /** Whether each request writes a line to the log. */
  readonly hasAccessLog: boolean;
  /** Aborts when the server stops, so that open streams end first. */
  readonly stopping: AbortSignal;
  readonly requests: RunningRequests;
  /** Built web apps to serve, the one at `/` last. Those that are not built are left out. */
  readonly webApps?: readonly WebApp[];
  /** Closed while a backup is being restored. Left out: never. */
  readonly gate?: WorkGate;
};
