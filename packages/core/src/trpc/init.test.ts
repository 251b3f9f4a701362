import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { adminProcedure, customerProcedure, publicProcedure, router } from "./init.ts";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

/** Procedures that nobody wrote a row of the policy table for. */
const rogue = router({
  open: publicProcedure.query(() => "reached"),
  customer: customerProcedure.query(() => "reached"),
  admin: adminProcedure.query(() => "reached"),
});

it("reaches no procedure that has no row in the policy table, whoever calls", async () => {
  const [customer, owner] = [await core.customer(), await core.admin("owner")];
  const refusal = { cause: { code: "INTERNAL", reason: "request.noPolicy" } };
  await expect(rogue.createCaller(core.as({ kind: "anonymous" })).open()).rejects.toMatchObject(refusal);
  await expect(rogue.createCaller(customer.ctx).customer()).rejects.toMatchObject(refusal);
  await expect(rogue.createCaller(owner).admin()).rejects.toMatchObject(refusal);
});
