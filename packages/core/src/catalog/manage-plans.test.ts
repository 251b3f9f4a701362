import { type CreatePlanInput, CreatePlanInput as CreatePlanSchema, newId, UpdatePlanInput } from "@nexa/contracts";
import { auditEvents, plans } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/create-test-core.ts";
import { activatePlan } from "./activate-plan.ts";
import { createCategory } from "./create-category.ts";
import { createOffer } from "./create-offer.ts";
import { createPlan } from "./create-plan.ts";
import { deactivatePlan } from "./deactivate-plan.ts";
import { deleteCategory } from "./delete-category.ts";
import { deletePlan } from "./delete-plan.ts";
import { listStaffCategories } from "./list-staff-categories.ts";
import { listStaffOffers } from "./list-staff-offers.ts";
import { readCatalogVersion } from "./read-catalog.ts";
import { updateCategory } from "./update-category.ts";
import { updatePlan } from "./update-plan.ts";

const GB = 1024 ** 3;

let core: TestCore;
let staff: Awaited<ReturnType<TestCore["admin"]>>;
let counter = 0;

beforeAll(async () => {
  core = await createTestCore();
  staff = await core.admin();
});
afterAll(() => core.close());

function aName(what: string): string {
  counter += 1;
  return `${what} ${String(counter)}`;
}

const aCategory = () => createCategory(staff, { name: aName("Category") });

async function planInput(fields: Partial<CreatePlanInput> = {}): Promise<CreatePlanInput> {
  return {
    categoryId: fields.categoryId ?? (await aCategory()).id,
    name: aName("Plan"),
    type: "prepaid",
    isTopup: false,
    priceMinor: 29_900,
    validityDays: 28,
    description: "Unlimited calls with 1.5 GB a day",
    dataAllowanceBytes: 42 * GB,
    ...fields,
  };
}

async function auditOf(subjectId: string) {
  return core.runtime.db.orm
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.subjectId, subjectId))
    .orderBy(auditEvents.at);
}

const version = () => readCatalogVersion(core.runtime.db);

describe("categories", () => {
  it("are made, renamed and deleted, each with a new version and an audit row that says before and after", async () => {
    const before = await version();
    const category = await createCategory(staff, { name: "Annual" });
    expect(category).toMatchObject({ name: "Annual", planCount: 0, activePlanCount: 0 });
    core.clock.advance(1);
    const renamed = await updateCategory(staff, { categoryId: category.id, name: "Long validity" });
    expect(renamed.name).toBe("Long validity");
    core.clock.advance(1);
    await deleteCategory(staff, { categoryId: category.id });
    expect(await version()).toBe(before + 3);
    const audit = await auditOf(category.id);
    expect(audit.map((row) => row.action)).toEqual([
      "catalog.createCategory",
      "catalog.updateCategory",
      "catalog.deleteCategory",
    ]);
    expect(audit[1]).toMatchObject({
      actorKind: "admin",
      actorId: staff.actor.adminId,
      requestId: staff.requestId,
      before: { name: "Annual" },
      after: { name: "Long validity" },
    });
  });

  it("refuses a name that another has in any case, and frees the name of a deleted one", async () => {
    const name = aName("Entertainment");
    const category = await createCategory(staff, { name });
    await expect(createCategory(staff, { name: name.toUpperCase() })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "catalog.categoryNameTaken",
    });
    const other = await aCategory();
    await expect(updateCategory(staff, { categoryId: other.id, name })).rejects.toMatchObject({
      reason: "catalog.categoryNameTaken",
    });
    await deleteCategory(staff, { categoryId: category.id });
    await expect(createCategory(staff, { name })).resolves.toMatchObject({ name });
  });

  it("refuses to delete one with plans, even inactive ones, and tells how many", async () => {
    const category = await aCategory();
    const plan = await createPlan(staff, await planInput({ categoryId: category.id }));
    await deactivatePlan(staff, { planId: plan.id });
    await expect(deleteCategory(staff, { categoryId: category.id })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "catalog.categoryHasPlans",
      details: { planCount: 1 },
    });
    const { items } = await listStaffCategories(staff, { limit: 500 });
    expect(items.find((item) => item.id === category.id)).toMatchObject({ planCount: 1, activePlanCount: 0 });
    await deletePlan(staff, { planId: plan.id });
    await expect(deleteCategory(staff, { categoryId: category.id })).resolves.toEqual({ id: category.id });
  });

  it("never loses its plans when deleted while one is made in it", async () => {
    for (let round = 0; round < 10; round += 1) {
      const category = await aCategory();
      const input = await planInput({ categoryId: category.id });
      const [made, deleted] = await Promise.allSettled([
        createPlan(staff, input),
        deleteCategory(staff, { categoryId: category.id }),
      ]);
      expect([made.status, deleted.status].sort()).toEqual(["fulfilled", "rejected"]);
    }
  });

  it("answers unknown and deleted ones with not found", async () => {
    const { id: categoryId } = await aCategory();
    await deleteCategory(staff, { categoryId });
    for (const id of [categoryId, newId(core.clock.now())]) {
      await expect(deleteCategory(staff, { categoryId: id })).rejects.toMatchObject({
        reason: "catalog.categoryUnknown",
      });
      await expect(updateCategory(staff, { categoryId: id, name: "X" })).rejects.toMatchObject({
        reason: "catalog.categoryUnknown",
      });
    }
  });
});

describe("createPlan", () => {
  it("puts a plan on sale with what was sent, and null for what was not", async () => {
    const input = await planInput({ benefits: ["Hello tunes"], smsCount: 100 });
    const plan = await createPlan(staff, input);
    expect(plan).toMatchObject({
      ...input,
      status: "active",
      isFeatured: false,
      talktimeMinutes: null,
      dailyDataLimitBytes: null,
      currency: "INR",
      offerPriceMinor: null,
      recentSales: 0,
    });
  });

  it("refuses a daily limit above the allowance, naming the field", async () => {
    const input = await planInput({ dataAllowanceBytes: GB, dailyDataLimitBytes: GB + 1 });
    await expect(createPlan(staff, input)).rejects.toMatchObject({
      code: "INVALID",
      reason: "catalog.planInvalid",
      details: { fields: [{ path: "dailyDataLimitBytes" }] },
    });
  });

  it("refuses postpaid terms on a prepaid plan and takes them on a postpaid one", async () => {
    const terms = { maxSecondaryNumbers: 3, overagePricePerGbMinor: 1_000 };
    await expect(createPlan(staff, await planInput(terms))).rejects.toMatchObject({
      reason: "catalog.planInvalid",
      details: { fields: [{ path: "maxSecondaryNumbers" }, { path: "overagePricePerGbMinor" }] },
    });
    await expect(createPlan(staff, await planInput({ type: "postpaid", ...terms }))).resolves.toMatchObject(terms);
  });

  it("refuses an unknown or deleted category, and writes nothing", async () => {
    const { id: categoryId } = await aCategory();
    await deleteCategory(staff, { categoryId });
    const before = await version();
    for (const id of [categoryId, newId(core.clock.now())]) {
      await expect(createPlan(staff, await planInput({ categoryId: id }))).rejects.toMatchObject({
        code: "INVALID",
        reason: "catalog.categoryNotFound",
        details: { fields: [{ path: "categoryId" }] },
      });
    }
    expect(await version()).toBe(before);
  });

  it("refuses a name that another plan has", async () => {
    const input = await planInput();
    await createPlan(staff, input);
    await expect(createPlan(staff, { ...input, name: input.name.toUpperCase() })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "catalog.planNameTaken",
    });
  });

  it.each([
    ["a price of zero", { priceMinor: 0 }],
    ["a negative price", { priceMinor: -1 }],
    ["a fraction of a minor unit", { priceMinor: 99.5 }],
    ["a huge price", { priceMinor: Number.MAX_SAFE_INTEGER }],
    ["no price", { priceMinor: null }],
    ["a price as text", { priceMinor: "29900" }],
    ["no validity", { validityDays: 0 }],
    ["a negative volume", { dataAllowanceBytes: -1 }],
    ["null for an allowance", { dataAllowanceBytes: null }],
    ["text for a boolean", { isTopup: "false" }],
    ["an unknown type", { type: "hybrid" }],
    ["an empty name", { name: "  " }],
    ["an overlong name", { name: "x".repeat(101) }],
    ["a NUL character", { description: "a\u0000b" }],
    ["an unknown field", { recentSales: 1_000_000 }],
    ["an id that is none", { categoryId: "7" }],
  ])("is not given %s by its schema", async (_what, wrong) => {
    expect(CreatePlanSchema.safeParse({ ...(await planInput()), ...wrong }).success).toBe(false);
  });
});

describe("updatePlan", () => {
  it("changes the fields sent and only those", async () => {
    const plan = await createPlan(staff, await planInput({ smsCount: 100 }));
    core.clock.advance(1);
    const changed = await updatePlan(staff, { planId: plan.id, priceMinor: 31_900, smsCount: null });
    expect(changed).toEqual({ ...plan, priceMinor: 31_900, smsCount: null, updatedAt: changed.updatedAt });
    const audit = await auditOf(plan.id);
    expect(audit.at(-1)).toMatchObject({
      action: "catalog.updatePlan",
      before: { priceMinor: 29_900, smsCount: 100 },
      after: { priceMinor: 31_900, smsCount: null },
    });
  });

  it("checks the plan as it will be", async () => {
    const plan = await createPlan(staff, await planInput({ dataAllowanceBytes: 10 * GB, dailyDataLimitBytes: GB }));
    await expect(updatePlan(staff, { planId: plan.id, dataAllowanceBytes: GB / 2 })).rejects.toMatchObject({
      reason: "catalog.planInvalid",
    });
    const postpaid = await createPlan(staff, await planInput({ type: "postpaid", maxSecondaryNumbers: 2 }));
    await expect(updatePlan(staff, { planId: postpaid.id, type: "prepaid" })).rejects.toMatchObject({
      reason: "catalog.planInvalid",
    });
    await expect(
      updatePlan(staff, { planId: postpaid.id, type: "prepaid", maxSecondaryNumbers: null }),
    ).resolves.toMatchObject({ type: "prepaid" });
  });

  it("keeps a plan sound under two edits at once", async () => {
    const plan = await createPlan(staff, await planInput({ dataAllowanceBytes: 10 * GB, dailyDataLimitBytes: GB }));
    const outcomes = await Promise.allSettled([
      updatePlan(staff, { planId: plan.id, dataAllowanceBytes: 2 * GB }),
      updatePlan(staff, { planId: plan.id, dailyDataLimitBytes: 5 * GB }),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("keeps both of two edits of different fields at once", async () => {
    const plan = await createPlan(staff, await planInput());
    await Promise.all([
      updatePlan(staff, { planId: plan.id, priceMinor: 19_900 }),
      updatePlan(staff, { planId: plan.id, validityDays: 21 }),
    ]);
    const [row] = await core.runtime.db.orm.select().from(plans).where(eq(plans.id, plan.id));
    expect(row).toMatchObject({ priceMinor: 19_900, validityDays: 21 });
  });

  it("moves a plan to another category, which must exist", async () => {
    const plan = await createPlan(staff, await planInput());
    const category = await aCategory();
    const moved = await updatePlan(staff, { planId: plan.id, categoryId: category.id });
    expect(moved).toMatchObject({ categoryId: category.id, categoryName: category.name });
    await expect(updatePlan(staff, { planId: plan.id, categoryId: newId(core.clock.now()) })).rejects.toMatchObject({
      reason: "catalog.categoryNotFound",
    });
  });

  it("refuses a taken name, an unknown plan, and nothing to change", async () => {
    const [one, two] = [await createPlan(staff, await planInput()), await createPlan(staff, await planInput())];
    await expect(updatePlan(staff, { planId: one.id, name: two.name })).rejects.toMatchObject({
      reason: "catalog.planNameTaken",
    });
    await expect(updatePlan(staff, { planId: newId(core.clock.now()), name: "X" })).rejects.toMatchObject({
      reason: "catalog.planUnknown",
    });
    await expect(updatePlan(staff, { planId: one.id })).rejects.toMatchObject({ reason: "catalog.nothingToChange" });
  });

  it("takes null only where it takes an allowance away", () => {
    const planId = newId(core.clock.now());
    expect(UpdatePlanInput.safeParse({ planId, dataAllowanceBytes: null }).success).toBe(true);
    expect(UpdatePlanInput.safeParse({ planId, priceMinor: null }).success).toBe(false);
    expect(UpdatePlanInput.safeParse({ planId, validityDays: null }).success).toBe(false);
    expect(UpdatePlanInput.safeParse({ planId, status: "inactive" }).success).toBe(false);
  });
});

describe("putting on sale and off, and deleting", () => {
  it("is recorded once for each real change", async () => {
    const plan = await createPlan(staff, await planInput());
    core.clock.advance(1);
    await expect(deactivatePlan(staff, { planId: plan.id })).resolves.toMatchObject({ status: "inactive" });
    await expect(deactivatePlan(staff, { planId: plan.id })).resolves.toMatchObject({ status: "inactive" });
    core.clock.advance(1);
    await expect(activatePlan(staff, { planId: plan.id })).resolves.toMatchObject({ status: "active" });
    const actions = (await auditOf(plan.id)).map((row) => row.action);
    expect(actions).toEqual(["catalog.createPlan", "catalog.deactivatePlan", "catalog.activatePlan"]);
  });

  it("keeps the row of a deleted plan, takes its offers along and frees its name", async () => {
    const input = await planInput();
    const plan = await createPlan(staff, input);
    const window = { validFrom: "2026-01-01T00:00:00Z", validUntil: "2099-01-01T00:00:00Z" };
    const offer = await createOffer(staff, { planId: plan.id, name: "Sale", discountedPriceMinor: 100, ...window });
    await deletePlan(staff, { planId: plan.id });
    const [row] = await core.runtime.db.orm.select().from(plans).where(eq(plans.id, plan.id));
    expect(row?.deletedAt).toEqual(core.clock.now());
    expect((await listStaffOffers(staff, { limit: 500, planId: plan.id })).items).toEqual([]);
    const deletion = and(eq(auditEvents.subjectId, plan.id), eq(auditEvents.action, "catalog.deletePlan"));
    const [audit] = await core.runtime.db.orm.select().from(auditEvents).where(deletion);
    expect(audit).toMatchObject({ before: { name: plan.name }, after: { offersDeleted: [offer.id] } });
    for (const verb of [deletePlan, activatePlan, deactivatePlan]) {
      await expect(verb(staff, { planId: plan.id })).rejects.toMatchObject({ reason: "catalog.planUnknown" });
    }
    await expect(createPlan(staff, input)).resolves.toMatchObject({ name: input.name });
  });
});
