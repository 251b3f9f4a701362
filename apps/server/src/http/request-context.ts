import { CoreError } from "@nexa/contracts";
import type { Actor, CoreContext, Reply, Runtime } from "@nexa/core";
import { type AccountKind, authenticate } from "@nexa/core/identity/index";
import { authenticatePartner, looksLikeApiKey } from "@nexa/core/partners/index";
import type { Asked } from "@nexa/openapi";
import { callerOf } from "./caller.ts";
import { requireOwnOrigin } from "./origins.ts";
import { cookieOf, cookieOfCaller, sendCookie } from "./session-cookies.ts";
import type { HttpSettings, ServerContext } from "./settings.ts";

export type RequestContexts = {
  /**
   * The context of a request as whoever it says it is. Throws where a token or the page it comes from is no good; for what anyone
   * may call such a token counts as none, so that sign-in and refresh work with an old one.
   */
  of(c: ServerContext, asked?: Partial<Asked>): Promise<CoreContext>;
  /** Whoever the cookie of one app stands for, whatever else the request carries. */
  byCookie(c: ServerContext, kind: AccountKind): Promise<CoreContext>;
  /** For what is called without any identity, such as sign-in itself. */
  anonymous(c: ServerContext): CoreContext;
  /** For what other systems send us and prove by a signature. */
  system(c: ServerContext): CoreContext;
};

const ANONYMOUS: Actor = { kind: "anonymous" };

/** Makes the verb context of each request. */
export function requestContexts(runtime: Runtime, settings: HttpSettings): RequestContexts {
  const { db, content, gateways, clock, logger } = runtime;
  const contextOf = (c: ServerContext, actor: Actor, reply?: Reply): CoreContext => {
    const caller = callerOf(c, settings.trustedProxies);
    return { db, content, gateways, clock, logger, actor, caller, requestId: c.get("requestId"), runtime, reply };
  };
  return {
    of: async (c, { isPublic, reply } = {}) => {
      const identity = identify(runtime, settings, c);
      return contextOf(c, await (isPublic ? identity.catch(anonymousIfRefused) : identity), reply);
    },
    byCookie: async (c, kind) => contextOf(c, await authenticate(runtime, { cookie: cookieOf(c, kind) })),
    anonymous: (c) => contextOf(c, ANONYMOUS),
    system: (c) => contextOf(c, { kind: "system" }),
  };
}

/** A token or key goes before a cookie. With a cookie, the page that sends an unsafe request must be one of ours. */
async function identify(runtime: Runtime, settings: HttpSettings, c: ServerContext): Promise<Actor> {
  const bearer = bearerOf(c) ?? partnerKeyOf(c);
  if (bearer !== undefined && looksLikeApiKey(bearer)) return authenticatePartner(runtime, bearer);
  if (bearer !== undefined) return authenticate(runtime, { bearer });
  const cookie = cookieOfCaller(c);
  if (cookie === undefined) return ANONYMOUS;
  requireOwnOrigin(c, settings);
  return authenticate(runtime, { cookie, onCookieRenewed: (renewed) => sendCookie(c, renewed, settings) });
}

function bearerOf(c: ServerContext): string | undefined {
  const header = c.req.header("authorization");
  return header === undefined ? undefined : (/^bearer +(\S+)\s*$/i.exec(header)?.[1] ?? "");
}

/** The header for callers whose Authorization is taken by a proxy. What does not look like a key of ours is somebody else's. */
function partnerKeyOf(c: ServerContext): string | undefined {
  const header = c.req.header("x-api-key")?.trim();
  return header !== undefined && looksLikeApiKey(header) ? header : undefined;
}

function anonymousIfRefused(error: unknown): Actor {
  const code = error instanceof CoreError ? error.code : null;
  if (code === "UNAUTHENTICATED" || code === "FORBIDDEN") return ANONYMOUS;
  throw error;
}
