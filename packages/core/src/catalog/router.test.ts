import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { customerRouter } from "../customer-router.ts";
import { createTestCore, type TestCore } from "../testing/create-test-core.ts";
import { catalogAdminRouter, catalogCustomerRouter } from "./router.ts";

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

const visiting = () => customerRouter.createCaller(core.as({ kind: "anonymous" })).catalog;

describe("the catalogue's procedures", () => {
  it("give visitors plans, and the same object for the same question, so that it is made into JSON once", async () => {
    const plan = await core.plan();
    const first = await visiting().listPlans({});
    expect(first.items.map((item) => item.id)).toContain(plan.id);
    expect(await visiting().listPlans({})).toBe(first);
    expect(await visiting().getPlan({ planId: plan.id })).toBe(await visiting().getPlan({ planId: plan.id }));
  });

  it("show customers nothing of what staff alone may see", async () => {
    const plan = await core.plan();
    const seen = await visiting().getPlan({ planId: plan.id });
    for (const field of ["status", "recentSales", "createdAt", "updatedAt", "deletedAt", "search"]) {
      expect(seen).not.toHaveProperty(field);
    }
  });

  it("let roles without the permission read and not write", async () => {
    const support = adminRouter.createCaller(await core.admin("support")).catalog;
    await expect(support.listPlans({})).resolves.toHaveProperty("items");
    await expect(support.createCategory({ name: "Mine" })).rejects.toMatchObject({
      cause: { reason: "request.roleNotAllowed" },
    });
    const manager = adminRouter.createCaller(await core.admin("manager")).catalog;
    await expect(manager.createCategory({ name: "Ours" })).resolves.toMatchObject({ name: "Ours" });
  });

  it("refuse wrong input with the fields that are wrong", async () => {
    const staff = adminRouter.createCaller(await core.admin()).catalog;
    await expect(staff.createCategory({ name: "" })).rejects.toMatchObject({
      cause: { reason: "request.invalid", details: { fields: [{ path: "name" }] } },
    });
    await expect(visiting().listPlans({ limit: 501 })).rejects.toMatchObject({ cause: { code: "INVALID" } });
  });

  it("each describe themselves with summary, tag and example", () => {
    for (const procedures of [catalogCustomerRouter._def.procedures, catalogAdminRouter._def.procedures]) {
      for (const procedure of Object.values(procedures)) {
        const meta = procedure.meta?.openapi ?? procedure._def.meta?.openapi;
        expect(meta?.summary).toBeTruthy();
        expect(meta?.tags.length).toBeGreaterThan(0);
        expect(meta?.example).toBeDefined();
      }
    }
  });
});
