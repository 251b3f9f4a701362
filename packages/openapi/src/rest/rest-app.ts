import { Hono } from "hono";
import { collectRoutes, type Routers } from "../operations.ts";
import { dispatch, type HttpEnv, type RestOptions } from "./dispatch.ts";

/** Every REST operation of all routers, one Hono route each. A slash at the end of an address does not matter. */
export function createRestApp(options: RestOptions, routers?: Routers): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>({ strict: false });
  for (const route of collectRoutes(routers)) {
    app.on(route.method, honoPath(route.path), dispatch(route, options));
  }
  return app;
}

/** `/customer/plans/{planId}` as Hono writes it. */
export function honoPath(path: string): string {
  return path.replaceAll(/\{([^}]+)\}/g, ":$1");
}
