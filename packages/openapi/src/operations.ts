import {
  type AdminRouter,
  adminRouter,
  type CustomerRouter,
  customerRouter,
  type PartnerRouter,
  partnerRouter,
} from "@nexa/core";
import type { OperationMeta } from "@nexa/core/trpc/meta";
import { adminAccess, customerAccess } from "@nexa/core/trpc/policy";
import type { AnyTRPCProcedure } from "@trpc/server";
import { z } from "zod";
import { type FieldCodec, fieldCodec } from "./rest/field-codec.ts";
import { type ProcedureRunner, procedureRunner } from "./rest/run-procedure.ts";

/** Which root a procedure belongs to. */
export type Audience = "customer" | "admin" | "partner";

/** Who may call at all: anyone, any customer or member of staff, or those of the operation's audience; roles and scopes come later. */
export type Callers = "anyone" | "signedIn" | "audience";

export type OpenApiMeta = NonNullable<OperationMeta["openapi"]>;

/** A procedure that is mounted as a REST route, with everything about it that does not change between two requests. */
export type Operation = {
  /** The document's operationId, unique over all routers. */
  readonly id: string;
  readonly audience: Audience;
  /** `recharge.create`, as the policy table names it. */
  readonly procedurePath: string;
  readonly procedure: AnyTRPCProcedure;
  readonly run: ProcedureRunner;
  readonly meta: OpenApiMeta;
  readonly callers: Callers;
  /** Null where the procedure takes no input. */
  readonly input: z.ZodObject | null;
  readonly output: z.ZodType;
  readonly codecs: ReadonlyMap<string, FieldCodec>;
  readonly pathFields: readonly string[];
};

/** One method of one path. Staff and customers may each have an operation there; the caller decides which one runs. Partners share none. */
export type Route = {
  readonly method: OpenApiMeta["method"];
  readonly path: string;
  readonly operations: Readonly<Partial<Record<Audience, Operation>>>;
};

/** The routers that are walked; those of the product unless a test brings its own. */
export type Routers = {
  readonly customer: Pick<CustomerRouter, "_def"> | RouterLike;
  readonly admin: Pick<AdminRouter, "_def"> | RouterLike;
  readonly partner: Pick<PartnerRouter, "_def"> | RouterLike;
  /** Who may call a procedure; what the policy table says unless given. */
  readonly callersOf?: (audience: Audience, procedurePath: string) => Callers;
};

export type RouterLike = { readonly _def: { readonly procedures: object } };

/** What tRPC keeps of a built procedure beyond its public type. */
type BuiltProcedure = AnyTRPCProcedure & {
  readonly _def: { readonly inputs: readonly unknown[]; readonly output?: unknown; readonly meta?: OperationMeta };
};

const productRouters: Routers = { customer: customerRouter, admin: adminRouter, partner: partnerRouter };

/**
 * The routes of all routers, in the order of the routers.
 * @throws Error where a procedure cannot be mounted: the start and every test stop there.
 */
export function collectRoutes(routers: Routers = productRouters): Route[] {
  const routes = new Map<string, Route>();
  for (const audience of ["customer", "admin", "partner"] as const) {
    for (const [path, procedure] of Object.entries(routers[audience]._def.procedures)) {
      const operation = operationOf(audience, path, procedure, routers.callersOf ?? callersByPolicy);
      if (operation === null) continue;
      const { method, path: urlPath } = operation.meta;
      const key = `${method} ${urlPath.replaceAll(/\{[^}]+\}/g, "{}")}`;
      const twin = routes.get(key);
      if (twin?.operations[audience]) throw new Error(`${path}: ${method} ${urlPath} is taken already`);
      if (twin && audience === "partner") throw new Error(`${path}: partners have addresses of their own`);
      if (twin && twin.path !== urlPath) throw new Error(`${path}: ${urlPath} differs from ${twin.path} in names only`);
      routes.set(key, { method, path: urlPath, operations: { ...twin?.operations, [audience]: operation } });
    }
  }
  return [...routes.values()];
}

function operationOf(
  audience: Audience,
  procedurePath: string,
  procedure: BuiltProcedure,
  callersOf: typeof callersByPolicy,
): Operation | null {
  const { meta, type, inputs, output } = procedure._def;
  if (!meta?.openapi) return null;
  const fail = (why: string) => new Error(`${procedurePath} cannot be a REST operation: ${why}`);
  if (type === "subscription") throw fail("it is a subscription");
  if (type === "mutation" && meta.openapi.method === "GET") throw fail("a mutation is no GET");
  if (inputs.length > 1 || !(output instanceof z.ZodType)) throw fail("it needs one input at most and an output");
  const [input = null] = inputs;
  if (input !== null && !(input instanceof z.ZodObject)) throw fail("its input is no flat object");
  const codecs = new Map(Object.entries(input?.shape ?? {}).map(([name, schema]) => [name, fieldCodec(schema)]));
  const pathFields = [...meta.openapi.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
  for (const field of pathFields) if (!codecs.has(field)) throw fail(`its input lacks ${field} of the path`);
  if (meta.openapi.idempotent && !codecs.has("idempotencyKey")) throw fail("its input lacks idempotencyKey");
  return {
    id: operationId(audience, procedurePath),
    audience,
    procedurePath,
    procedure,
    run: procedureRunner(procedurePath, procedure),
    meta: meta.openapi,
    callers: callersOf(audience, procedurePath),
    input,
    output,
    codecs,
    pathFields,
  };
}

function callersByPolicy(audience: Audience, procedurePath: string): Callers {
  if (audience === "partner") return "audience";
  const access = audience === "customer" ? customerAccess(procedurePath) : adminAccess(procedurePath);
  if (access === "public") return "anyone";
  return access === "signedIn" ? "signedIn" : "audience";
}

const ID_PREFIXES: Readonly<Record<Audience, string>> = { customer: "", admin: "Admin", partner: "Partner" };

/** `recharge.create` becomes `rechargeCreate`, in the admin router `adminRechargeCreate`, in the partners' `partnerRechargeCreate`. */
function operationId(audience: Audience, procedurePath: string): string {
  const words = procedurePath.split(".").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const name = ID_PREFIXES[audience] + words.join("");
  return name.charAt(0).toLowerCase() + name.slice(1);
}
