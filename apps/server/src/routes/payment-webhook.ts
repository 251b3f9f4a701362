import type { Runtime } from "@nexa/core";
import { receiveWebhook } from "@nexa/core/recharge/index";
import { MAX_BODY_BYTES, readBytes } from "@nexa/openapi";
import type { RequestContexts } from "../http/request-context.ts";
import { failure, success } from "../http/respond.ts";
import type { ServerContext } from "../http/settings.ts";

/** Takes a payment provider's event, byte for byte as it came: the signature covers it. */
export function paymentWebhook(runtime: Runtime, contexts: RequestContexts) {
  return async (c: ServerContext): Promise<Response> => {
    try {
      const rawBody = await readBytes(c.req, MAX_BODY_BYTES);
      const provider = c.req.param("provider") ?? "";
      await receiveWebhook(contexts.system(c), { provider, headers: c.req.raw.headers, rawBody });
      return success(null, "Received");
    } catch (error) {
      return failure(error, c, runtime.logger);
    }
  };
}
