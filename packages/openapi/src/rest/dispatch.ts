import type { Actor, CoreContext, Reply } from "@nexa/core";
import { requestErrors } from "@nexa/core/trpc/errors";
import type { Context, Handler } from "hono";
import type { Operation, Route } from "../operations.ts";
import { answer } from "./answer.ts";
import { problemResponse } from "./problem.ts";
import { readInput } from "./request-input.ts";

/** What the server knows of a request before any handler runs. */
export type HttpEnv = {
  Variables: {
    requestId: string;
    /** What every answer carries. Put in with the answer's own headers it costs a fifth of what adding it afterwards does. */
    headers?: Readonly<Record<string, string>>;
    /** Whether the answer has them already. */
    hasHeaders?: boolean;
    /** Set-Cookie values that go out with the answer. */
    cookies?: string[];
  };
};

/** What the operation asked of the context: whether anyone may call it, and where a verb leaves what it tells beside its output. */
export type Asked = { readonly isPublic: boolean; readonly reply: Reply };

export type RestOptions = {
  /** The verb context of a request: who calls, from where. Throws where the credentials are no good, unless anyone may call. */
  contextOf(c: Context<HttpEnv>, asked: Asked): Promise<CoreContext>;
  /** Told of errors that are not refusals; those inside procedures are logged there. */
  onError(error: unknown, c: Context<HttpEnv>): void;
};

/** The handler of a route: one call of one procedure. */
export function dispatch(route: Route, options: RestOptions): Handler<HttpEnv> {
  const isPublic = Object.values(route.operations).some((operation) => operation.callers === "anyone");
  return async (c) => {
    try {
      return await call(route, options, c, { isPublic, reply: {} });
    } catch (error) {
      c.set("hasHeaders", false);
      options.onError(error, c);
      return problemResponse(error, c.get("requestId"));
    }
  };
}

async function call(route: Route, options: RestOptions, c: Context<HttpEnv>, asked: Asked): Promise<Response> {
  const ctx = await options.contextOf(c, asked);
  const operation = operationFor(route, ctx);
  if (!mayCall(operation, ctx.actor)) {
    throw operation.audience === "partner" ? requestErrors.keyNeeded() : requestErrors.signInNeeded();
  }
  const output = await operation.run(ctx, await readInput(operation, c.req));
  return answer(operation, output, c, asked.reply);
}

/** Whether the caller is of the right kind; asked before the request is read, so that strangers learn nothing about it. */
function mayCall({ callers, audience }: Operation, { kind }: Actor): boolean {
  if (callers === "anyone") return true;
  return kind === audience || (callers === "signedIn" && (kind === "customer" || kind === "admin"));
}

/** Where staff and customers share an address, the one who calls decides; anyone else is treated as a customer. Partners share none. */
function operationFor({ operations }: Route, { actor }: CoreContext): Operation {
  const forPeople =
    actor.kind === "admin" ? (operations.admin ?? operations.customer) : (operations.customer ?? operations.admin);
  const operation = forPeople ?? operations.partner;
  if (!operation) throw requestErrors.failed();
  return operation;
}
