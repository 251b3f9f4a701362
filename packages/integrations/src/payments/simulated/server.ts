import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { z } from "zod";
import { GatewayConflict, GatewayRequestInvalid, GatewayTimeout } from "../errors.ts";
import type { PaymentGateway } from "../port.ts";
import type { LedgerPage } from "./ledger.ts";
import type { SimulatedLogger } from "./options.ts";
import { chargeRequestSchema, parseRequest, refundRequestSchema } from "./requests.ts";
import { ledgerQuery } from "./wire.ts";

/** What the server serves: the port, and the ledger by pages. */
export type ServedGateway = Pick<PaymentGateway, "charge" | "refund" | "find" | "cancel"> & {
  readLedgerPage(range: z.output<typeof ledgerQuery>): Promise<LedgerPage>;
};

export interface GatewayServerOptions {
  readonly gateway: ServedGateway;
  readonly apiKey: string;
  readonly logger?: SimulatedLogger | undefined;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const maxBodyBytes = 64 * 1_024;
const ok = (body: unknown): Answer => ({ status: 200, body });
const missing: Answer = { status: 404, body: { error: "missing", message: "There is nothing here." } };

/** Hashed first: a comparison in constant time needs equal lengths. */
function isAuthorized(request: IncomingMessage, apiKey: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(request.headers.authorization ?? ""), hash(`Bearer ${apiKey}`));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > maxBodyBytes) throw new GatewayRequestInvalid("The request is longer than 64 KB.");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch (error) {
    throw new GatewayRequestInvalid("The request is not JSON.", { cause: error });
  }
}

async function route({ gateway }: GatewayServerOptions, request: IncomingMessage, url: URL): Promise<Answer> {
  const [version, collection, id, action, ...rest] = url.pathname.split("/").slice(1);
  if (version !== "v1" || rest.length > 0) return missing;
  switch (`${request.method} ${[collection, id === undefined ? "" : ":id", action].filter(Boolean).join("/")}`) {
    case "POST charges":
      return ok(await gateway.charge(parseRequest(chargeRequestSchema, await readBody(request))));
    case "POST refunds":
      return ok(await gateway.refund(parseRequest(refundRequestSchema, await readBody(request))));
    case "GET attempts/:id": {
      const record = await gateway.find(id ?? "");
      return record === null ? missing : ok(record);
    }
    case "POST attempts/:id/cancel":
      return ok(await gateway.cancel(id ?? ""));
    case "GET ledger":
      return ok(await gateway.readLedgerPage(parseRequest(ledgerQuery, Object.fromEntries(url.searchParams))));
    default:
      return missing;
  }
}

function problem(error: unknown): Answer {
  const message = error instanceof Error ? error.message : "unknown";
  if (error instanceof GatewayConflict) return { status: 409, body: { error: "conflict", message } };
  if (error instanceof GatewayRequestInvalid) return { status: 400, body: { error: "invalid", message } };
  const status = error instanceof GatewayTimeout ? 504 : 503;
  return { status, body: { error: "unavailable", message: "The simulated gateway failed." } };
}

async function answer(options: GatewayServerOptions, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? "/", "http://gateway");
  if (url.pathname === "/health") return ok({ status: "ok" });
  if (!isAuthorized(request, options.apiKey)) {
    return { status: 401, body: { error: "unauthorized", message: "The API key is missing or wrong." } };
  }
  try {
    return await route(options, request, url);
  } catch (error) {
    options.logger?.warn({ err: error }, "The simulated gateway refused or failed a request.");
    return problem(error);
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** The simulated gateway as an HTTP service, guarded by an API key; `GET /health` is open. The caller listens and closes. */
export function createGatewayServer(options: GatewayServerOptions): Server {
  return createServer((request, response) => {
    answer(options, request).then(
      (result) => send(response, result),
      (error) => {
        options.logger?.warn({ err: error }, "The simulated gateway could not answer.");
        response.destroy();
      },
    );
  });
}
