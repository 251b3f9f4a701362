import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { getRequestListener, RequestError } from "@hono/node-server";
import type { Logger } from "@nexa/core";
import { httpErrors, problemResponse } from "@nexa/openapi";
import type { ServerApp } from "../app.ts";
import { limitSender, type SenderLimits } from "./slow-senders.ts";

/** Slow senders are cut off; answers and streams may take as long as they need. */
const SERVER_OPTIONS = { headersTimeout: 15_000, requestTimeout: 0, keepAliveTimeout: 65_000 };

/** The socket side of the app. What is no readable request never reaches the app, and is a problem all the same. */
export function createHttpServer(app: Pick<ServerApp, "fetch">, logger: Logger, limits?: SenderLimits): Server {
  const errorHandler = (error: unknown): Response => {
    const requestId = randomUUID();
    const headers = { "x-request-id": requestId };
    if (error instanceof RequestError) return problemResponse(httpErrors.badAddress(), requestId, headers);
    logger.error({ err: error, requestId }, "a request could not be answered");
    return problemResponse(error, requestId, headers);
  };
  const answer = getRequestListener(app.fetch, { errorHandler });
  return createServer(SERVER_OPTIONS, (request, response) => {
    limitSender(request, response, limits);
    return answer(request, response);
  });
}
