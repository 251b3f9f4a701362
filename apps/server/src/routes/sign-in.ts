import { AdminLoginInput, LoginInput, RegisterInput } from "@nexa/contracts";
import type { Runtime } from "@nexa/core";
import {
  type AccountKind,
  openCookie,
  registerWith,
  sessionCookie,
  signInAdminWith,
  signInCustomerWith,
  signOut,
} from "@nexa/core/identity/index";
import { invalidInput } from "@nexa/core/trpc/errors";
import { type HttpEnv, readJsonBody } from "@nexa/openapi";
import type { Hono } from "hono";
import type { z } from "zod";
import { requireOwnOrigin } from "../http/origins.ts";
import type { RequestContexts } from "../http/request-context.ts";
import { failure, success } from "../http/respond.ts";
import { cookieOf, sendCookie } from "../http/session-cookies.ts";
import type { HttpSettings, ServerContext } from "../http/settings.ts";

const MAX_SIGN_IN_BYTES = 16_384;

/**
 * Sign-in and sign-out of the web apps: the same verbs as for API clients, with a session cookie in place of tokens. Plain routes,
 * because a batched stream cannot set cookies.
 */
export function addSignIn(
  app: Hono<HttpEnv>,
  runtime: Runtime,
  contexts: RequestContexts,
  settings: HttpSettings,
): void {
  const route = (path: string, handle: (c: ServerContext) => Promise<Response>) =>
    app.post(path, async (c) => {
      try {
        requireOwnOrigin(c, settings);
        return await handle(c);
      } catch (error) {
        return failure(error, c, runtime.logger);
      }
    });

  route("/auth/customer/register", async (c) => {
    const input = await bodyOf(c, RegisterInput);
    const { session, customer } = await registerWith(contexts.anonymous(c), input, openCookie);
    sendCookie(c, session, settings);
    return success({ customer }, "Welcome", 201);
  });
  route("/auth/customer/login", async (c) => {
    const input = await bodyOf(c, LoginInput);
    sendCookie(c, await signInCustomerWith(contexts.anonymous(c), input, openCookie), settings);
    return success(null, "Signed in");
  });
  route("/auth/admin/login", async (c) => {
    const input = await bodyOf(c, AdminLoginInput);
    sendCookie(c, await signInAdminWith(contexts.anonymous(c), input, openCookie), settings);
    return success(null, "Signed in");
  });
  route("/auth/customer/logout", (c) => leave(c, ["customer"], contexts, settings));
  route("/auth/admin/logout", (c) => leave(c, ["admin"], contexts, settings));
  route("/auth/logout", (c) => leave(c, ["customer", "admin"], contexts, settings));
}

/** Ends the sessions of the cookies and removes them; without a live session it just removes them. */
async function leave(
  c: ServerContext,
  kinds: readonly AccountKind[],
  contexts: RequestContexts,
  settings: HttpSettings,
): Promise<Response> {
  for (const kind of kinds) {
    if (!cookieOf(c, kind)) continue;
    const ctx = await contexts.byCookie(c, kind);
    const { actor } = ctx;
    if (actor.kind === "customer" || actor.kind === "admin") await signOut({ ...ctx, actor }, {});
    sendCookie(c, sessionCookie(kind, ""), settings);
  }
  return success(null, "Signed out");
}

async function bodyOf<T extends z.ZodType>(c: ServerContext, schema: T): Promise<z.output<T>> {
  const parsed = schema.safeParse((await readJsonBody(c.req, MAX_SIGN_IN_BYTES)) ?? {});
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}
