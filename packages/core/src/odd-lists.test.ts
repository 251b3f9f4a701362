import { encodeCursor } from "@nexa/contracts";
import type { AnyTRPCProcedure } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { adminRouter } from "./admin-router.ts";
import type { CoreContext } from "./context.ts";
import { customerRouter } from "./customer-router.ts";
import { createTestCore, type TestCore } from "./testing/index.ts";

/** Times and cursors that nobody sends by accident, against every list: an answer or a refusal, never a failure. */
const AN_ID = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51";
const TIMES = [
  ...["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59.999Z"],
  ...["0001-01-01", "1969-01-01", "9999-12-31"],
];
const PARTS = [
  ...[[""], ["\u0000"], ["x".repeat(36)], ["-".repeat(36)], [1e300], [null], ["9999-99-99"], [AN_ID]],
  ...[
    ["", ""],
    ["\u0000", AN_ID],
    [1, AN_ID],
    [9e15, AN_ID],
    [-9e15, AN_ID],
    [1e20, AN_ID],
    [1.5, AN_ID],
    [null, null],
  ],
  ...[
    ["9999-99-99", AN_ID],
    ["9999-99-99T99:99:99.999Z", AN_ID],
    [AN_ID, AN_ID],
    [AN_ID, 1e300],
    ["", 0, AN_ID],
  ],
];
// Not by `encodeCursor`, which makes only whole text.
const BROKEN = btoa('["\\ud800"]').replaceAll("=", "");
const CURSORS = [...PARTS.map(encodeCursor), BROKEN, "%", "a"];

type Procedures = Record<string, AnyTRPCProcedure>;
const adminProcedures: Procedures = adminRouter._def.procedures as never;
const customerProcedures: Procedures = customerRouter._def.procedures as never;

let core: TestCore;
let owner: CoreContext;
let customer: CoreContext;
beforeAll(async () => {
  core = await createTestCore({ config: { rateLimits: "off" } });
  owner = await core.admin("owner");
  customer = (await core.customer()).ctx;
});
afterAll(() => core.close());

function fieldsOf(procedure: AnyTRPCProcedure): Record<string, z.ZodType> {
  const [input] = (procedure._def as { inputs?: unknown[] }).inputs ?? [];
  return input instanceof z.ZodObject ? input.shape : {};
}

/** Everything odd that a query takes, one at a time, with an id for each it needs. */
function oddInputs(procedure: AnyTRPCProcedure): object[] {
  const fields = fieldsOf(procedure);
  const needed = Object.entries(fields).filter(([, schema]) => !schema.safeParse(undefined).success);
  const ids = Object.fromEntries(needed.map(([name]) => [name, AN_ID]));
  const times = Object.keys(fields).filter((name) => /(?:from|to|until|since)$/i.test(name));
  return [
    ...times.flatMap((name) => TIMES.map((time) => ({ ...ids, [name]: time }))),
    ...("cursor" in fields ? CURSORS.map((cursor) => ({ ...ids, cursor })) : []),
  ];
}

async function failureOf(
  procedure: AnyTRPCProcedure,
  path: string,
  ctx: CoreContext,
  input: object,
): Promise<string[]> {
  const call = {
    ctx,
    path,
    type: procedure._def.type,
    getRawInput: async () => input,
    signal: undefined,
    batchIndex: 0,
  };
  const error: unknown = await procedure(call).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const isFailure = error !== null && (error as { code?: string }).code === "INTERNAL_SERVER_ERROR";
  return isFailure ? [`${path} ${JSON.stringify(input)}`] : [];
}

describe.each([
  ["staff", adminProcedures, () => owner],
  ["customers", customerProcedures, () => customer],
] as const)("the lists of %s", (_, procedures, ctx) => {
  const queries = Object.entries(procedures).filter(([, procedure]) => procedure._def.type === "query");

  it.each(queries.filter(([, procedure]) => oddInputs(procedure).length > 0))("%s", async (path, procedure) => {
    const failures: string[] = [];
    for (const input of oddInputs(procedure)) failures.push(...(await failureOf(procedure, path, ctx(), input)));
    expect(failures).toEqual([]);
  });
});
