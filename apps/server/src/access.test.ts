import { ADMIN_ROLES, CoreError, PARTNER_SCOPES } from "@nexa/contracts";
import { type Actor, adminRouter, type CoreContext, customerRouter, partnerRouter } from "@nexa/core";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { publicProcedure, router } from "@nexa/core/trpc/init";
import {
  ADMIN_POLICY,
  adminAccess,
  CUSTOMER_POLICY,
  customerAccess,
  PARTNER_POLICY,
  partnerScope,
} from "@nexa/core/trpc/policy";
import type { AnyTRPCProcedure } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

/** Generated from the policy table: every procedure of all routers against every role and scope. */
let core: TestCore;
const actors = new Map<string, Actor>();
beforeAll(async () => {
  core = await createTestCore();
  actors.set("anonymous", { kind: "anonymous" });
  actors.set("customer", (await core.customer()).ctx.actor);
  actors.set("inactive customer", (await core.customer({ status: "inactive" })).ctx.actor);
  for (const role of ADMIN_ROLES) actors.set(role, (await core.admin(role)).actor);
  for (const scope of PARTNER_SCOPES) actors.set(`partner ${scope}`, (await core.partner([scope])).ctx.actor);
});
afterAll(() => core.close());

const PARTNERS = PARTNER_SCOPES.map((scope) => `partner ${scope}`);
const CUSTOMERS = ["customer", "inactive customer"];
const SIGNED_IN = [...CUSTOMERS, ...ADMIN_ROLES];
const CALLERS = ["anonymous", ...SIGNED_IN, ...PARTNERS];

const customerProcedures: Record<string, AnyTRPCProcedure> = customerRouter._def.procedures as never;
const adminProcedures: Record<string, AnyTRPCProcedure> = adminRouter._def.procedures as never;
const partnerProcedures: Record<string, AnyTRPCProcedure> = partnerRouter._def.procedures as never;

function allowedByCustomerPolicy(path: string): readonly string[] {
  switch (customerAccess(path)) {
    case "public":
      return CALLERS;
    case "signedIn":
      return SIGNED_IN;
    case "customer":
      return CUSTOMERS;
    case "buyer":
      return ["customer"];
    default:
      return [];
  }
}

function allowedByAdminPolicy(path: string): readonly string[] {
  const access = adminAccess(path);
  return access === "public" ? CALLERS : (access ?? []);
}

/** `let in`, or the code of the refusal. Input that no procedure takes stops those who are let in before anything happens. */
async function outcome(procedure: AnyTRPCProcedure, path: string, caller: string): Promise<string> {
  const actor = actors.get(caller);
  if (!actor) throw new Error(`no actor for ${caller}`);
  const ctx: CoreContext = core.as(actor);
  const input = { "no procedure has this field": true };
  const options = {
    ctx,
    path,
    type: procedure._def.type,
    getRawInput: async () => input,
    signal: undefined,
    batchIndex: 0,
  };
  try {
    await procedure(options);
    return "let in";
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    const code = cause instanceof CoreError ? cause.code : "INTERNAL";
    return code === "INVALID" ? "let in" : code;
  }
}

const TABLE = [
  ...Object.entries(customerProcedures).map(([path, procedure]) => ({
    name: `customer ${path}`,
    path,
    procedure,
    allowed: allowedByCustomerPolicy(path),
    kinds: customerAccess(path) === "signedIn" ? SIGNED_IN : CUSTOMERS,
  })),
  ...Object.entries(adminProcedures).map(([path, procedure]) => ({
    name: `admin ${path}`,
    path,
    procedure,
    allowed: allowedByAdminPolicy(path),
    kinds: ADMIN_ROLES as readonly string[],
  })),
  ...Object.entries(partnerProcedures).map(([path, procedure]) => ({
    name: `partner ${path}`,
    path,
    procedure,
    allowed: [`partner ${partnerScope(path)}`],
    kinds: PARTNERS,
  })),
];

describe.each(TABLE)("$name", ({ path, procedure, allowed, kinds }) => {
  it.each(CALLERS)("lets in or refuses: %s", async (caller) => {
    const refusal = caller === "anonymous" || !kinds.includes(caller) ? "UNAUTHENTICATED" : "FORBIDDEN";
    expect(await outcome(procedure, path, caller)).toBe(allowed.includes(caller) ? "let in" : refusal);
  });
});

it("has a row for every procedure and a procedure for every row", () => {
  expect(Object.keys(CUSTOMER_POLICY).sort()).toEqual(Object.keys(customerProcedures).sort());
  expect(Object.keys(ADMIN_POLICY).sort()).toEqual(Object.keys(adminProcedures).sort());
  expect(Object.keys(PARTNER_POLICY).sort()).toEqual(Object.keys(partnerProcedures).sort());
});

it("refuses everyone, owners too, where a procedure has no row", async () => {
  const added = router({ added: publicProcedure.output(z.string()).query(() => "open to all") });
  for (const caller of CALLERS) {
    expect(await outcome(added.added as AnyTRPCProcedure, "added", caller)).toBe("INTERNAL");
  }
});
