import { OperatorSettings, UpdateSettingsInput } from "@nexa/contracts";
import { auditEvents, operatorSettingChanges, operatorSettings } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { withTransaction } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { settingsErrors } from "./errors.ts";
import { DEFAULT_SETTINGS, forgetSettings, getSettings, type Settings, updateSettings } from "./index.ts";

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

it("answers transactions that hold every connection while a reader without one waits", async () => {
  const { max } = core.runtime.db.pool.options;
  const settings = await getSettings(core.job());
  const everyoneIsIn = Promise.withResolvers<void>();
  const waiting: Promise<Settings>[] = [];
  let inside = 0;
  const inTransactions = Array.from({ length: max }, () =>
    withTransaction(core.job(), async (tx) => {
      inside += 1;
      if (inside === max) everyoneIsIn.resolve();
      await everyoneIsIn.promise;
      forgetSettings(tx);
      waiting.push(getSettings(core.job()));
      return getSettings(tx);
    }),
  );
  expect(await Promise.all(inTransactions)).toEqual(Array(max).fill(settings));
  expect(await Promise.all(waiting)).toEqual(Array(max).fill(settings));
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

it("tells staff what each setting takes, how it stands and who changed it", async () => {
  const owner = await core.admin("owner");
  const api = adminRouter.createCaller(owner).settings;
  await api.update({ taxPercent: 12.5 });
  const { settings, details } = await api.get({});
  expect(settings).toEqual(await getSettings(core.job()));
  expect(details.map(({ name }) => name)).toEqual(Object.keys(DEFAULT_SETTINGS));
  const detail = (name: string) => details.find((each) => each.name === name);
  expect(detail("taxPercent")).toEqual({
    ...{
      name: "taxPercent",
      type: "number",
      unit: "percent",
      min: 0,
      max: 50,
      step: 0.01,
      maxItems: null,
      options: null,
    },
    ...{ default: 18, value: 12.5, changedAt: core.clock.now().toISOString(), changedBy: owner.actor.adminId },
  });
  expect(detail("billingCycleDays")).toMatchObject({
    type: "integer",
    unit: "days",
    min: 7,
    max: 31,
    step: 1,
    changedBy: null,
  });
  expect(detail("inactivityWarningDays")).toMatchObject({
    type: "integers",
    unit: "days",
    min: 1,
    max: 365,
    maxItems: 5,
  });
  expect(detail("taxName")).toMatchObject({
    type: "text",
    unit: null,
    min: 1,
    max: 20,
    default: "GST",
    changedAt: null,
  });
  expect(detail("backupFrequency")).toMatchObject({
    type: "choice",
    options: expect.arrayContaining(["daily", "weekly"]),
  });
  expect(detail("quietFromMinute")).toMatchObject({ unit: "minuteOfDay" });
  for (const { name, default: byDefault } of details) {
    expect(UpdateSettingsInput.safeParse({ [name]: byDefault }).success, name).toBe(true);
  }
});

it("lists what was changed newest first, page by page, by setting and by who changed it", async () => {
  core.clock.advance(60_000);
  const [one, another] = [await core.admin("owner"), await core.admin("owner")];
  await updateSettings(one, { billDueDays: 20 });
  core.clock.advance(1);
  await updateSettings(another, { billDueDays: 25 });
  core.clock.advance(1);
  await updateSettings(another, { codeMinutes: 12 });
  const api = adminRouter.createCaller(one).settings;
  const first = await api.listChanges({ limit: 2 });
  expect(first.items).toMatchObject([
    { name: "codeMinutes", before: 10, after: 12, changedBy: another.actor.adminId },
    { name: "billDueDays", before: 20, after: 25 },
  ]);
  const second = await api.listChanges({ limit: 1, cursor: first.nextCursor ?? "" });
  expect(second.items).toMatchObject([{ name: "billDueDays", before: 15, after: 20, changedBy: one.actor.adminId }]);
  expect((await api.listChanges({ name: "billDueDays" })).items).toHaveLength(2);
  expect((await api.listChanges({ changedBy: another.actor.adminId })).items).toHaveLength(2);
  await expect(api.listChanges({ cursor: "nonsense" })).rejects.toMatchObject({
    cause: { reason: "request.badCursor" },
  });
});

it("shows a manager the settings of referrals and lets them change no other", async () => {
  const manager = await core.admin("manager");
  const api = adminRouter.createCaller(manager).settings;
  await updateSettings(await core.admin("owner"), { codeTries: 9 });
  const names = Object.keys(DEFAULT_SETTINGS).filter((name) => /^refer/.test(name));
  expect(names).toHaveLength(5);
  const shown = await api.get({});
  expect(Object.keys(shown.settings)).toEqual(names);
  expect(shown.details.map(({ name }) => name)).toEqual(names);
  expect(await api.update({ refereeDiscountPercent: 15 })).toEqual({ ...shown.settings, refereeDiscountPercent: 15 });
  const before = await getSettings(core.job());
  for (const input of [{ taxPercent: 0 }, { referralCodeUses: 2, backupsKept: 1 }]) {
    await expect(api.update(input)).rejects.toMatchObject({ cause: { reason: settingsErrors.ownersOnly().reason } });
  }
  expect(await getSettings(core.job())).toEqual(before);
  expect((await api.listChanges({})).items.every(({ name }) => names.includes(name))).toBe(true);
  expect((await api.listChanges({ name: "codeTries" })).items).toEqual([]);
  for (const role of ["finance", "support", "content"] as const) {
    const other = adminRouter.createCaller(await core.admin(role)).settings;
    await expect(other.get({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});
