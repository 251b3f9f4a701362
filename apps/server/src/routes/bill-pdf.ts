import { BillPdfInput } from "@nexa/contracts";
import type { Runtime } from "@nexa/core";
import { getBillPdf } from "@nexa/core/postpaid/index";
import { invalidInput, requestErrors } from "@nexa/core/trpc/errors";
import type { RequestContexts } from "../http/request-context.ts";
import { failure } from "../http/respond.ts";
import type { ServerContext } from "../http/settings.ts";

/** A bill as a PDF to download. */
export function billPdfRoute(runtime: Runtime, contexts: RequestContexts) {
  return async (c: ServerContext): Promise<Response> => {
    try {
      const ctx = await contexts.of(c);
      const { actor } = ctx;
      if (actor.kind !== "customer") throw requestErrors.signInNeeded();
      const parsed = BillPdfInput.safeParse({ billId: c.req.param("billId") });
      if (!parsed.success) throw invalidInput(parsed.error);
      const { bytes, contentType, fileName } = await getBillPdf({ ...ctx, actor }, parsed.data);
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
