import type { CustomerActor, Runtime } from "@nexa/core";
import type { CoreContext } from "@nexa/core/context";
import { invalidInput, requestErrors } from "@nexa/core/trpc/errors";
import type { z } from "zod";
import type { RequestContexts } from "../http/request-context.ts";
import { failure } from "../http/respond.ts";
import type { ServerContext } from "../http/settings.ts";

type PdfFile = { bytes: Uint8Array<ArrayBuffer>; contentType: string; fileName: string };

/** A paper of the signed-in customer as a PDF to download, named by the parameters of the path: a receipt, a bill. */
export function customerPdfRoute<Input>(
  runtime: Runtime,
  contexts: RequestContexts,
  paper: { input: z.ZodType<Input>; get(ctx: CoreContext<CustomerActor>, input: Input): Promise<PdfFile> },
) {
  return async (c: ServerContext): Promise<Response> => {
    try {
      const ctx = await contexts.of(c);
      const { actor } = ctx;
      if (actor.kind !== "customer") throw requestErrors.signInNeeded();
      const parsed = paper.input.safeParse(c.req.param());
      if (!parsed.success) throw invalidInput(parsed.error);
      const { bytes, contentType, fileName } = await paper.get({ ...ctx, actor }, parsed.data);
      const headers = {
        "content-type": contentType,
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "no-store",
      };
      return new Response(bytes, { headers });
    } catch (error) {
      return failure(error, c, runtime.logger);
    }
  };
}
