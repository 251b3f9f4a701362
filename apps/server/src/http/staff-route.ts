import type { AdminActor, CoreContext, Runtime } from "@nexa/core";
import { requestErrors } from "@nexa/core/trpc/errors";
import type { RequestContexts } from "./request-context.ts";
import { failure } from "./respond.ts";
import type { ServerContext } from "./settings.ts";

type Handle = (ctx: CoreContext<AdminActor>, c: ServerContext) => Promise<Response>;

/** Makes routes by hand for staff: whoever is not signed in as staff is refused, and what a handler throws is answered as REST does. */
export function staffRoutes(runtime: Runtime, contexts: RequestContexts) {
  return (handle: Handle) =>
    async (c: ServerContext): Promise<Response> => {
      try {
        const ctx = await contexts.of(c);
        const { actor } = ctx;
        if (actor.kind !== "admin") throw requestErrors.signInNeeded();
        return await handle({ ...ctx, actor }, c);
      } catch (error) {
        return failure(error, c, runtime.logger);
      }
    };
}
