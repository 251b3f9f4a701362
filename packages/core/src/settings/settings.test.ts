import { OperatorSettings, UpdateSettingsInput } from "@nexa/contracts";
import { auditEvents, operatorSettingChanges, operatorSettings } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTransaction } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { DEFAULT_SETTINGS, forgetSettings, getSettings, updateSettings } from "./index.ts";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

it("starts with defaults that are within their bounds", async () => {
  expect(OperatorSettings.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
  expect(await getSettings(core.job())).toEqual(DEFAULT_SETTINGS);
});

it("changes the settings sent, at once here, and keeps who changed what", async () => {
  const owner = await core.admin("owner");
  const answer = await updateSettings(owner, { referralCodeDays: 45, inactivityWarningDays: [10, 20] });
  expect(answer).toEqual({ ...DEFAULT_SETTINGS, referralCodeDays: 45, inactivityWarningDays: [10, 20] });
  expect(await getSettings(core.job())).toEqual(answer);
  const history = await core.runtime.db.orm
    .select()
    .from(operatorSettingChanges)
    .where(eq(operatorSettingChanges.name, "referralCodeDays"));
  expect(history).toMatchObject([{ before: 30, after: 45, changedBy: owner.actor.adminId }]);
  const rows = await core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.action, "settings.update"));
  expect(rows.map((row) => row.subjectId).toSorted()).toEqual(["inactivityWarningDays", "referralCodeDays"]);
});

it("writes nothing for a value that is so already", async () => {
  const owner = await core.admin("owner");
  await updateSettings(owner, { maxQueuedPlans: DEFAULT_SETTINGS.maxQueuedPlans });
  const rows = await core.runtime.db.orm
    .select()
    .from(operatorSettings)
    .where(eq(operatorSettings.name, "maxQueuedPlans"));
  expect(rows).toEqual([]);
});

it("keeps an unbroken history when two change the same setting at once", async () => {
  const owner = await core.admin("owner");
  await Promise.all([6, 7, 8].map((codeTries) => updateSettings(owner, { codeTries })));
  const history = await core.runtime.db.orm
    .select()
    .from(operatorSettingChanges)
    .where(eq(operatorSettingChanges.name, "codeTries"));
  const afters = [DEFAULT_SETTINGS.codeTries, ...history.map((row) => row.after)];
  for (const { before } of history) expect(afters).toContain(before);
  expect(new Set(history.map((row) => row.before)).size).toBe(history.length);
});

it("accepts no value out of bounds, no unknown name and no other type", () => {
  for (const input of [
    { referralCodeDays: 0 },
    { referralCodeDays: 366 },
    { referralCodeDays: 1.5 },
    { referralCodeDays: null },
    { referralCodeDays: "30" },
    { refereeDiscountPercent: 101 },
    { maxQueuedPlans: 1e300 },
    { inactivityWarningDays: [] },
    { nonsense: 1 },
  ]) {
    expect(UpdateSettingsInput.safeParse(input).success, JSON.stringify(input)).toBe(false);
  }
});

it("leaves out a stored value that no longer fits", async () => {
  const job = core.job();
  const at = core.clock.now();
  await core.runtime.db.orm.insert(operatorSettings).values({ name: "codeLength", value: 99, updatedAt: at });
  forgetSettings(job);
  expect((await getSettings(job)).codeLength).toBe(DEFAULT_SETTINGS.codeLength);
});

it("reads on the transaction's own connection inside one", async () => {
  const job = core.job();
  forgetSettings(job);
  const started = Array.from({ length: 24 }, () => withTransaction(job, (tx) => getSettings(tx)));
  expect(await Promise.all(started)).toHaveLength(24);
});
