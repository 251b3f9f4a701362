import { z } from "zod";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { Timestamp } from "./text.ts";

/** `full` can be restored. `essential` is an export: customers without secrets, the catalogue, 90 days of transactions, live plans. */
export const BACKUP_KINDS = ["full", "essential"] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];
/** Why it was made. A `safety` one comes before a restore and is not counted among those that are kept. */
export const BACKUP_REASONS = ["manual", "scheduled", "safety"] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];
/** `unverified`: known from its first bytes only. */
export const BACKUP_STATUSES = ["unverified", "sound", "broken"] as const;
export type BackupStatus = (typeof BACKUP_STATUSES)[number];
export const BACKUP_FREQUENCIES = ["off", "daily", "weekly", "monthly"] as const;
export type BackupFrequency = (typeof BACKUP_FREQUENCIES)[number];

/** A backup upload is at most 64 GiB. */
export const MAX_BACKUP_BYTES = 64 * 1024 ** 3;

export const Backup = z.object({
  backupId: Id,
  fileName: z.string(),
  /** These are null where the file's beginning cannot be read. */
  kind: z.enum(BACKUP_KINDS).nullable(),
  reason: z.enum(BACKUP_REASONS).nullable(),
  /** The instant that the backup shows. */
  createdAt: Timestamp.nullable(),
  appVersion: z.string().nullable(),
  isEncrypted: z.boolean().nullable(),
  rows: z.number().int().nullable(),
  sizeBytes: z.number().int(),
  /** When the file came to the storage; those that came last are kept. */
  addedAt: Timestamp,
  canRestore: z.boolean(),
  status: z.enum(BACKUP_STATUSES),
  verifiedAt: Timestamp.nullable(),
  /** Why it is no good. */
  problem: z.string().nullable(),
});
export type Backup = z.infer<typeof Backup>;

export const CreateBackupInput = z.strictObject({ kind: z.enum(BACKUP_KINDS).default("full") });
export type CreateBackupInput = z.infer<typeof CreateBackupInput>;

export const ListBackupsInput = z.strictObject({
  ...PageInput,
  kind: z.enum(BACKUP_KINDS).optional(),
  reason: z.enum(BACKUP_REASONS).optional(),
  status: z.enum(BACKUP_STATUSES).optional(),
});
export type ListBackupsInput = z.infer<typeof ListBackupsInput>;
export const ListBackupsOutput = pageOf(Backup);
export type ListBackupsOutput = z.infer<typeof ListBackupsOutput>;

export const BackupIdInput = z.strictObject({ backupId: Id });
export type BackupIdInput = z.infer<typeof BackupIdInput>;

/** Times are of the operator's day. A field that is left out stays as it is. */
export const ScheduleBackupsInput = z.strictObject({
  frequency: z.enum(BACKUP_FREQUENCIES).optional(),
  atMinute: z.int().min(0).max(1_439).optional(),
  /** 1 is Monday. */
  weekday: z.int().min(1).max(7).optional(),
  monthDay: z.int().min(1).max(28).optional(),
  /** How many of the newest backups are kept. */
  kept: z.int().min(1).max(500).optional(),
});
export type ScheduleBackupsInput = z.infer<typeof ScheduleBackupsInput>;

export const BackupSchedule = z.object({
  frequency: z.enum(BACKUP_FREQUENCIES),
  atMinute: z.number().int(),
  weekday: z.number().int(),
  monthDay: z.number().int(),
  kept: z.number().int(),
  timezone: z.string(),
  nextAt: Timestamp.nullable(),
  lastScheduledAt: Timestamp.nullable(),
  /** What came of the last backup that the schedule started. */
  lastStatus: z.string().nullable(),
  lastError: z.string().nullable(),
});
export type BackupSchedule = z.infer<typeof BackupSchedule>;

const bounds = z.object({ min: z.number().int(), max: z.number().int(), default: z.number().int() });

/** What a schedule may be, for forms. */
export const BackupScheduleOptions = z.object({
  frequencies: z.array(z.enum(BACKUP_FREQUENCIES)),
  defaultFrequency: z.enum(BACKUP_FREQUENCIES),
  atMinute: bounds,
  weekday: bounds,
  monthDay: bounds,
  kept: bounds,
  timezone: z.string(),
});
export type BackupScheduleOptions = z.infer<typeof BackupScheduleOptions>;

export const BackupStats = z.object({
  count: z.number().int(),
  sizeBytes: z.number().int(),
  safetyCount: z.number().int(),
  brokenCount: z.number().int(),
  newestAt: Timestamp.nullable(),
  oldestAt: Timestamp.nullable(),
  lastSucceededAt: Timestamp.nullable(),
  lastFailedAt: Timestamp.nullable(),
  lastError: z.string().nullable(),
  /** Where they are, and whether new ones are encrypted. */
  storage: z.string(),
  isStorageReachable: z.boolean(),
  isEncrypting: z.boolean(),
});
export type BackupStats = z.infer<typeof BackupStats>;
