import { MAX_PICTURE_BYTES } from "@nexa/contracts";
import type { CoreContext, CustomerActor, Runtime } from "@nexa/core";
import { getPicture, setPicture } from "@nexa/core/customers/index";
import { requestErrors } from "@nexa/core/trpc/errors";
import { httpErrors, readBytes } from "@nexa/openapi";
import type { RequestContexts } from "../http/request-context.ts";
import { failure, success } from "../http/respond.ts";
import type { ServerContext } from "../http/settings.ts";

/** A form adds its boundaries and headers to the picture. */
const FORM_BYTES = 16_384;
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
    put: route(async (ctx, c) => success(await setPicture(ctx, await sentPicture(c)), "Your picture is saved.")),
    get: route(async (ctx) => {
      const { bytes, contentType } = await getPicture(ctx);
      return new Response(bytes, { headers: { "content-type": contentType, "cache-control": "no-store" } });
    }),
  };
}

/** What the body says it is decides only how it is unwrapped; what it is, its own bytes say later. */
async function sentPicture(c: ServerContext): Promise<Uint8Array> {
  const contentType = c.req.header("content-type") ?? "";
  const [type = ""] = contentType.toLowerCase().split(";");
  if (type.startsWith("image/")) return readBytes(c.req, MAX_PICTURE_BYTES);
  if (type.trim() === "multipart/form-data")
    return fileOfForm(await readBytes(c.req, MAX_PICTURE_BYTES + FORM_BYTES), contentType);
  throw httpErrors.wrongContentType(
    {},
    `Send the picture itself with its own content type, such as image/jpeg, or a form with a file named ${FIELD}.`,
  );
}

async function fileOfForm(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<Uint8Array> {
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData().catch(() => null);
  const file = form?.get(FIELD);
  if (!(file instanceof File))
    throw httpErrors.brokenBody({}, `The form has no file named ${FIELD}. Add it and send the form again.`);
  return new Uint8Array(await file.arrayBuffer());
}
