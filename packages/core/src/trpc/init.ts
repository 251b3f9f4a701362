import { CoreError } from "@nexa/contracts";
import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import type { AdminActor, CoreContext, CustomerActor, PartnerActor } from "../context.ts";
import { isOutage, requestErrors, toCoreError, toTrpcError } from "./errors.ts";
import type { OperationMeta } from "./meta.ts";
import { adminAccess, customerAccess, partnerScope } from "./policy.ts";

const t = initTRPC
  .context<CoreContext>()
  .meta<OperationMeta>()
  .create({
    transformer: superjson,
    // A sign of life, so that proxies keep quiet streams open and clients notice dead ones.
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
    errorFormatter: ({ shape, error, ctx }) => {
      const core = toCoreError(error);
      return {
        ...shape,
        message: core.message,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          path: shape.data.path,
          coreCode: core.code,
          reason: core.reason,
          details: core.details,
          requestId: ctx?.requestId,
        },
      };
    },
  });

export const router = t.router;

/** Turns what a verb threw into what a caller may see, and logs the rest with the request id. */
const answeringErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const core = toCoreError(result.error);
  if (core.code === "INTERNAL" || core.code === "UNAVAILABLE") {
    const cause = result.error.cause ?? result.error;
    if (!(cause instanceof CoreError) && !isOutage(cause)) {
      ctx.logger.error({ err: cause, path, requestId: ctx.requestId }, "a procedure failed");
    }
  }
  throw toTrpcError(core);
});

const base = t.procedure.use(answeringErrors);

/** Anyone. A signed-in caller is known through `ctx.actor`. */
export const publicProcedure = base.use(({ ctx, path, next }) => {
  if (customerAccess(path) !== "public" && adminAccess(path) !== "public") throw requestErrors.noPolicy({ path });
  return next({ ctx });
});

/** A signed-in customer, as the policy table asks for the procedure. */
export const customerProcedure = base.use(({ ctx, path, next }) => {
  const access = customerAccess(path);
  if (access !== "customer" && access !== "buyer") throw requestErrors.noPolicy({ path });
  const { actor } = ctx;
  if (actor.kind !== "customer") throw requestErrors.signInNeeded();
  if (access === "buyer" && actor.status !== "active") throw requestErrors.accountInactive();
  const narrowed: CoreContext<CustomerActor> = { ...ctx, actor };
  return next({ ctx: narrowed });
});

/** Anyone with a session, customer or staff: the few operations that both reach by one path. */
export const signedInProcedure = base.use(({ ctx, path, next }) => {
  if (customerAccess(path) !== "signedIn") throw requestErrors.noPolicy({ path });
  const { actor } = ctx;
  if (actor.kind !== "customer" && actor.kind !== "admin") throw requestErrors.signInNeeded();
  const narrowed: CoreContext<CustomerActor | AdminActor> = { ...ctx, actor };
  return next({ ctx: narrowed });
});

/** Staff whose role has the permission that the policy table names for the procedure. */
export const adminProcedure = base.use(({ ctx, path, next }) => {
  const access = adminAccess(path);
  if (access === undefined || access === "public") throw requestErrors.noPolicy({ path });
  const { actor } = ctx;
  if (actor.kind !== "admin") throw requestErrors.signInNeeded();
  if (!access.includes(actor.role)) throw requestErrors.roleNotAllowed();
  const narrowed: CoreContext<AdminActor> = { ...ctx, actor };
  return next({ ctx: narrowed });
});

/** A partner whose key has the scope that the policy table names for the procedure. */
export const partnerProcedure = base.use(({ ctx, path, next }) => {
  const scope = partnerScope(path);
  if (scope === undefined) throw requestErrors.noPolicy({ path });
  const { actor } = ctx;
  if (actor.kind !== "partner") throw requestErrors.keyNeeded();
  if (!actor.scopes.includes(scope)) {
    throw requestErrors.scopeMissing(
      { scope },
      `This API key lacks the scope ${scope}. Ask the operator for one with it.`,
    );
  }
  const narrowed: CoreContext<PartnerActor> = { ...ctx, actor };
  return next({ ctx: narrowed });
});
