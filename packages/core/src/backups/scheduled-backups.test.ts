import { afterEach, beforeEach, expect, it } from "vitest";
import { ensureOperatorProfile, updateSettings } from "../settings/index.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { never, page } from "./backups.fixture.ts";
import { getBackupSchedule } from "./get-backup-schedule.ts";
import { getScheduleOptions } from "./get-schedule-options.ts";
import { listBackups } from "./list-backups.ts";
import { runBackupTasks } from "./run-backup-tasks.ts";
import { scheduleBackups } from "./schedule-backups.ts";
import { startDueBackup } from "./start-due-backup.ts";

const HOUR = 3_600_000;
let core: TestCore;
beforeEach(async () => {
  // Noon of the operator's day.
  core = await createTestCore({ now: new Date("2026-11-23T06:30:00Z") });
  await ensureOperatorProfile(core.job());
});
afterEach(() => core.close());

const started = async () => (await startDueBackup(core.job())).started;

it("makes one a day at two in the morning of the operator, once however many workers look", async () => {
  const owner = await core.admin();
  expect(await started()).toBe(false);
  expect(await getBackupSchedule(owner)).toMatchObject({
    ...{ frequency: "daily", atMinute: 120, kept: 50, timezone: "Asia/Kolkata", lastScheduledAt: null },
    nextAt: "2026-11-23T20:30:00.000Z",
  });
  core.clock.set(new Date("2026-11-23T20:30:00Z"));
  const looks = await Promise.all(Array.from({ length: 8 }, () => started()));
  expect(looks.filter((each) => each)).toHaveLength(1);
  await runBackupTasks(core.job(), never);
  core.clock.advance(HOUR);
  expect(await started()).toBe(false);
  expect((await listBackups(owner, page)).items).toMatchObject([
    { kind: "full", reason: "scheduled", status: "sound" },
  ]);
  expect(await getBackupSchedule(owner)).toMatchObject({ lastStatus: "succeeded", nextAt: "2026-11-24T20:30:00.000Z" });
  core.clock.set(new Date("2026-11-24T20:31:00Z"));
  expect(await started()).toBe(true);
});

it("makes up for one that was missed while no worker ran, and not for those before it", async () => {
  core.clock.advance(5 * 24 * HOUR);
  expect(await started()).toBe(true);
  expect(await started()).toBe(false);
});

it("remembers by the backup itself where the task was forgotten", async () => {
  core.clock.set(new Date("2026-11-23T20:30:00Z"));
  expect(await started()).toBe(true);
  await runBackupTasks(core.job(), never);
  await core.runtime.db.query({ text: "delete from tasks" });
  expect(await started()).toBe(false);
});

it("follows a schedule that is changed, and does not make up for a time before the change", async () => {
  const owner = await core.admin();
  const schedule = await scheduleBackups(owner, { frequency: "weekly", weekday: 1, atMinute: 600, kept: 3 });
  expect(schedule).toMatchObject({ frequency: "weekly", kept: 3, nextAt: "2026-11-30T04:30:00.000Z" });
  expect(await started()).toBe(false);
  core.clock.set(new Date("2026-11-30T04:30:00Z"));
  expect(await started()).toBe(true);
  await scheduleBackups(owner, { frequency: "off" });
  core.clock.advance(30 * 24 * HOUR);
  expect(await started()).toBe(false);
  expect((await getBackupSchedule(owner)).nextAt).toBeNull();
  const changes = await core.runtime.db.query<{ name: string }>({
    text: "select name from operator_setting_changes order by name, id",
  });
  const names = ["backupAtMinute", "backupFrequency", "backupFrequency", "backupsKept"];
  expect(changes.map(({ name }) => name)).toEqual(names);
});

it("says what a schedule may be, by the bounds of its settings", async () => {
  const owner = await core.admin();
  const options = await getScheduleOptions(owner);
  expect(options).toMatchObject({
    defaultFrequency: "daily",
    atMinute: { min: 0, max: 1_439, default: 120 },
    kept: { min: 1, max: 500, default: 50 },
    monthDay: { min: 1, max: 28, default: 1 },
  });
  const { kept, atMinute } = options;
  await expect(updateSettings(owner, { backupsKept: kept.max, backupAtMinute: atMinute.max })).resolves.toBeDefined();
});
