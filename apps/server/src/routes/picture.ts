import { MAX_PICTURE_BYTES } from "@nexa/contracts";
import type { CoreContext, CustomerActor, Runtime } from "@nexa/core";
import { getPicture, setPicture } from "@nexa/core/customers/index";
import { requestErrors } from "@nexa/core/trpc/errors";
import type { RequestContexts } from "../http/request-context.ts";
import { failure, success } from "../http/respond.ts";
import { sentPicture } from "../http/sent-picture.ts";
import type { ServerContext } from "../http/settings.ts";

const FIELD = "picture";

/** The signed-in customer's picture: sent as it is or as a field of a form, and read. */
export function pictureRoutes(runtime: Runtime, contexts: RequestContexts) {
  const route = (handle: (ctx: CoreContext<CustomerActor>, c: ServerContext) => Promise<Response>) => {
    return async (c: ServerContext): Promise<Response> => {
      try {
        const ctx = await contexts.of(c);
        const { actor } = ctx;
        if (actor.kind !== "customer") throw requestErrors.signInNeeded();
        return await handle({ ...ctx, actor }, c);
      } catch (error) {
        return failure(error, c, runtime.logger);
      }
    };
  };
  return {
    put: route(async (ctx, c) =>
      success(await setPicture(ctx, await sentPicture(c, FIELD, MAX_PICTURE_BYTES)), "Your picture is saved."),
    ),
    get: route(async (ctx) => {
      const { bytes, contentType } = await getPicture(ctx);
      return new Response(bytes, { headers: { "content-type": contentType, "cache-control": "no-store" } });
    }),
  };
}
