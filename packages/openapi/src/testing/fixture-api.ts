import { boundedText, CoreError, Id, IdempotencyKey, PageInput, PriceMinor } from "@nexa/contracts";
import type { Actor, CoreContext, Reply } from "@nexa/core";
import { checkedOnce } from "@nexa/core/trpc/checked-once";
import { requestErrors } from "@nexa/core/trpc/errors";
import type { OperationMeta } from "@nexa/core/trpc/meta";
import { initTRPC } from "@trpc/server";
import { Hono } from "hono";
import { z } from "zod";
import type { Routers } from "../operations.ts";
import type { HttpEnv } from "../rest/dispatch.ts";
import { refusalOfUnmatched } from "../rest/not-found.ts";
import { problemResponse } from "../rest/problem.ts";
import { createRestApp } from "../rest/rest-app.ts";

/** A context that carries just what the fixture's procedures look at. */
type FixtureContext = Pick<CoreContext, "actor" | "requestId" | "reply">;

const t = initTRPC.context<FixtureContext>().meta<OperationMeta>().create();

export const Thing = z.object({ id: Id, name: z.string(), priceMinor: z.int(), isTopup: z.boolean() });
export const CreateThingInput = z.strictObject({
  name: boundedText(1, 20),
  priceMinor: PriceMinor,
  isTopup: z.boolean(),
  benefits: z.array(boundedText(1, 20)).max(3).optional(),
});
export const ListThingsInput = z.strictObject({
  ...PageInput,
  isTopup: z.boolean().optional(),
  kinds: z.array(z.enum(["a", "b"])).optional(),
  since: z.iso.datetime().optional(),
});
const ThingsOutput = z.object({ items: z.array(Thing), asked: z.unknown() });
const PayInput = z.strictObject({ amountMinor: PriceMinor, idempotencyKey: IdempotencyKey });

export const A_THING = { id: "019aaf3e-7c00-7000-8000-00000000c0de", name: "One", priceMinor: 100, isTopup: false };

/** The same object for as long as nothing changes, as the catalogue's verbs answer. */
const catalogue = { items: Array.from({ length: 50 }, () => A_THING), asked: null };

const things = t.router({
  list: t.procedure
    .meta({
      openapi: { method: "GET", path: "/things", tags: ["things"], summary: "List things", example: { limit: 10 } },
    })
    .input(ListThingsInput)
    .output(ThingsOutput)
    .query(({ input }) => ({ items: [A_THING], asked: input })),
  shared: t.procedure
    .meta({ openapi: { method: "GET", path: "/things/shared", tags: ["things"], summary: "All things", etag: true } })
    .output(checkedOnce(ThingsOutput))
    .query(() => catalogue),
  create: t.procedure
    .meta({
      openapi: {
        method: "POST",
        path: "/things",
        tags: ["things"],
        summary: "Make a thing",
        status: 201,
        message: "Thing made",
        example: { name: "One", priceMinor: 100, isTopup: false },
      },
    })
    .input(CreateThingInput)
    .output(Thing)
    .mutation(({ input }) => ({ ...A_THING, ...input })),
  update: t.procedure
    .meta({ openapi: { method: "PUT", path: "/things/{thingId}", tags: ["things"], summary: "Change a thing" } })
    .input(z.strictObject({ thingId: Id, name: boundedText(1, 20).optional() }))
    .output(Thing)
    .mutation(({ input }) => ({ ...A_THING, id: input.thingId, name: input.name ?? "One" })),
  remove: t.procedure
    .meta({ openapi: { method: "DELETE", path: "/things/{thingId}", tags: ["things"], summary: "Delete a thing" } })
    .input(z.strictObject({ thingId: Id }))
    .output(z.void())
    .mutation(() => undefined),
  pay: t.procedure
    .meta({
      openapi: {
        method: "POST",
        path: "/things/pay",
        tags: ["things"],
        summary: "Pay",
        status: 201,
        idempotent: true,
        mayPend: true,
        example: { amountMinor: 100 },
      },
    })
    .input(PayInput)
    .output(z.object({ transaction: z.object({ status: z.string(), key: z.string() }) }))
    .mutation(({ input, ctx }) => {
      if (input.idempotencyKey === "again" && ctx.reply) ctx.reply.replayed = true;
      return { transaction: { status: input.amountMinor === 7 ? "pending" : "succeeded", key: input.idempotencyKey } };
    }),
  fail: t.procedure
    .meta({ openapi: { method: "POST", path: "/things/fail", tags: ["things"], summary: "Fail" } })
    .input(z.strictObject({ how: z.enum(["conflict", "limited", "bug"]) }))
    .output(z.void())
    .mutation(({ input }) => {
      if (input.how === "conflict")
        throw new CoreError("CONFLICT", "things.taken", "Taken. Choose another.", { by: "x" });
      if (input.how === "limited") {
        throw new CoreError("RATE_LIMITED", "things.tooMany", "Wait.", {
          retryAfterSeconds: 7,
          limit: 5,
          windowSeconds: 60,
        });
      }
      throw new Error("a secret of the inside");
    }),
});

const sessionsOf = (kind: string) =>
  t.router({
    list: t.procedure
      .meta({ openapi: { method: "GET", path: "/sessions", tags: ["sign-in"], summary: "List sessions" } })
      .output(z.object({ kind: z.string() }))
      .query(() => ({ kind })),
  });

const shared = t.router({
  leave: t.procedure
    .meta({ openapi: { method: "POST", path: "/leave", tags: ["sign-in"], summary: "Leave" } })
    .output(z.object({ kind: z.string() }))
    .mutation(({ ctx }) => ({ kind: ctx.actor.kind })),
});

const feed = t.router({
  send: t.procedure
    .meta({
      openapi: {
        method: "POST",
        path: "/partner/feed",
        tags: ["partner"],
        summary: "Send a feed",
        maxBodyBytes: 2 * 1024 ** 2,
      },
    })
    .input(z.strictObject({ items: z.array(z.string()) }))
    .output(z.object({ taken: z.int() }))
    .mutation(({ input }) => ({ taken: input.items.length })),
});

export const fixtureRouter = t.router({ things, shared, sessions: sessionsOf("customer") });

export const fixtureRouters: Routers = {
  customer: fixtureRouter,
  admin: t.router({ sessions: sessionsOf("admin") }),
  partner: t.router({ feed }),
  callersOf: (_, path) => {
    if (path.startsWith("things.")) return "anyone";
    return path.startsWith("shared.") ? "signedIn" : "audience";
  },
};

/** Calls the fixture through tRPC, as the web apps call the product. */
export const callFixture = t.createCallerFactory(fixtureRouter)({ actor: { kind: "anonymous" }, requestId: "trpc" });

/** The fixture as a REST API; the actor comes from the header `x-actor`. */
export function fixtureApp(): { app: Hono<HttpEnv>; errors: unknown[] } {
  const errors: unknown[] = [];
  const app = new Hono<HttpEnv>({ strict: false });
  app.use(async (c, next) => {
    c.set("requestId", "request-1");
    await next();
  });
  const rest = createRestApp(
    {
      contextOf: async (c, { reply }) => contextFor(c.req.header("x-actor"), reply),
      onError: (error) => errors.push(error),
    },
    fixtureRouters,
  );
  app.route("/", rest);
  app.route("/api/v1", rest);
  const refusalOf = refusalOfUnmatched(app);
  app.notFound((c) => {
    const { error, headers } = refusalOf(c.req.path);
    return problemResponse(error, c.get("requestId"), headers);
  });
  return { app, errors };
}

function contextFor(kind: string | undefined, reply: Reply | undefined): CoreContext {
  if (kind === "expired") throw requestErrors.signInNeeded();
  const context: FixtureContext = { actor: actorOf(kind), requestId: "request-1", reply };
  // The fixture's procedures use nothing else of a context.
  return context as CoreContext;
}

function actorOf(kind: string | undefined): Actor {
  const ids = { customerId: A_THING.id, adminId: A_THING.id, sessionId: A_THING.id };
  if (kind === "customer") return { kind, ...ids, status: "active" };
  if (kind === "admin") return { kind, ...ids, role: "owner" };
  if (kind === "partner") return { kind, partnerId: A_THING.id, apiKeyId: A_THING.id, scopes: [] };
  return { kind: "anonymous" };
}
