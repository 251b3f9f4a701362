import { MAX_CONTENT_IMAGE_BYTES } from "@nexa/contracts";
import type { Runtime } from "@nexa/core";
import { contentErrors } from "@nexa/core/content/errors";
import { GetContentImageInput, getContentImage, uploadContentImage } from "@nexa/core/content/index";
import { requestErrors } from "@nexa/core/trpc/errors";
import type { RequestContexts } from "../http/request-context.ts";
import { failure, success } from "../http/respond.ts";
import { sentPicture } from "../http/sent-picture.ts";
import type { ServerContext } from "../http/settings.ts";

const FIELD = "file";
const YEAR_SECONDS = 31_536_000;

/** Pictures of the content: sent by staff, loaded by anyone. */
export function mediaRoutes(runtime: Runtime, contexts: RequestContexts) {
  const route = (handle: (c: ServerContext) => Promise<Response>) => {
    return async (c: ServerContext): Promise<Response> => {
      try {
        return await handle(c);
      } catch (error) {
        return failure(error, c, runtime.logger);
      }
    };
  };
  return {
    put: route(async (c) => {
      const ctx = await contexts.of(c);
      const { actor } = ctx;
      if (actor.kind !== "admin") throw requestErrors.signInNeeded();
      const staff = { ...ctx, actor };
      const image = await uploadContentImage(staff, () => sentPicture(c, FIELD, MAX_CONTENT_IMAGE_BYTES));
      return success(image, "The picture is saved.", 201);
    }),
    get: route(async (c) => {
      const parsed = GetContentImageInput.safeParse(c.req.param());
      if (!parsed.success) throw contentErrors.pictureUnknown();
      const file = await getContentImage(contexts.anonymous(c), parsed.data);
      // The bytes of an address never change. Apps of the operator's other origins may show them.
      const headers = {
        etag: `"${file.sha256.slice(0, 32)}"`,
        "cache-control": `public, max-age=${YEAR_SECONDS}, immutable`,
        "cross-origin-resource-policy": "cross-origin",
      };
      if (isKnown(c.req.header("if-none-match"), headers.etag)) return new Response(null, { status: 304, headers });
      return new Response(file.bytes, { headers: { ...headers, "content-type": file.contentType } });
    }),
  };
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = ifNoneMatch?.split(",").map((each) => each.trim().replace(/^W\//, "")) ?? [];
  return known.includes(etag) || known.includes("*");
}
